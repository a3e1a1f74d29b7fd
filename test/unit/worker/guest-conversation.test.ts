import { expect, it } from 'vitest';
import { nr } from '../../../src/abi/syscalls.js';
import type { GuestCall, GuestRequest } from '../../../src/checkpoint/qemu/guest/request.js';
import { parseTick } from '../../../src/checkpoint/qemu/guest/tick.js';
import type { ProgramSettings, Settings } from '../../../src/model/settings.js';
import { GuestConversation } from '../../../src/worker/guest-conversation.js';
import { settings } from '../../search/terminations.js';

/** enum reply_op of native/channel.h */
const op = { wait: 1, start: 2, date: 6, seed: 7, serve: 8, name: 9, again: 19 };
const guest = {
  qemu: '',
  kernel: '',
  initrd: '',
  commandLine: '',
  memoryMb: 0,
  stateFile: '',
  channelPages: [],
  library: '',
};

function program(role: ProgramSettings['role']): ProgramSettings {
  const ready = { kind: 'port', port: 5000 } as const;
  return { ...settings.sut, role, name: role, ready };
}

const served: Settings = { ...settings, sut: program('sut'), drivers: [program('driver')] };

function tick(...lines: readonly string[]): GuestRequest {
  const text = ['time 1000000', 'quiet 1', 'standing 0', 'ran 1', ...lines, ''].join('\n');
  return { kind: 'tick', seq: 1, tick: parseTick(Buffer.from(text)) };
}

const none = Buffer.alloc(0);
const accept: GuestCall = {
  kind: 'call',
  seq: 2,
  pid: 80,
  tid: 80,
  number: nr.accept,
  args: [3n, 0n, 0n, 0n, 0n, 0n],
  domain: 2,
  type: 1,
  nonBlocking: false,
  listening: true,
  queued: 0,
  datagrams: 0,
  asked: 0,
  timeLimits: { receive: false, send: false },
  handlers: 'none',
  inode: 7n,
  local: Buffer.from([2, 0, 0x13, 0x88, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  peer: none,
  named: none,
  registers: Buffer.alloc(216),
  stack: none,
  answer: none,
  maps: '',
};

/** A machine is first told what time it is, and what its random bytes come from. */
function begin(conversation: GuestConversation): void {
  conversation.begin();
  expect(heard(conversation, tick())).toBe(op.date);
  expect(heard(conversation, tick())).toBe(op.seed);
}

/** What a request is answered: the operation, or that it is a choice point. */
function heard(conversation: GuestConversation, request: GuestRequest): number | string {
  const answer = conversation.hear(request);
  return answer.kind === 'reply' ? answer.bytes.readUInt32LE(4) : answer.kind;
}

it('starts the driver of a server before a call is decided that the server stands at', () => {
  const conversation = new GuestConversation(served, guest, false);
  begin(conversation);
  expect(heard(conversation, tick())).toBe(op.start);
  expect(heard(conversation, accept)).toBe(op.again);
  const standing = ['program 0 running', 'listen 5000', 'standing 1'];
  expect(heard(conversation, tick(...standing))).toBe(op.start);
  expect(heard(conversation, accept)).toBe(op.again);
  expect(heard(conversation, tick(...standing, 'program 1 running'))).toBe(op.wait);
  expect(heard(conversation, accept)).toBe('choice');
});

it('asks nobody to come again where there is nothing to start', () => {
  const conversation = new GuestConversation({ ...served, drivers: [] }, guest, false);
  begin(conversation);
  expect(heard(conversation, tick())).toBe(op.start);
  expect(heard(conversation, accept)).toBe('choice');
});

it('comes back to what it knew', () => {
  const conversation = new GuestConversation(served, guest, false);
  begin(conversation);
  heard(conversation, tick());
  heard(conversation, tick('program 0 running', 'listen 5000'));
  heard(conversation, tick('program 0 running', 'program 1 running', 'listen 5000'));
  const choice = conversation.hear(accept);
  const mark = conversation.mark();
  if (choice.kind === 'choice') choice.replyTo({ kind: 'ok' });
  expect(heard(conversation, accept)).toBe(op.again);
  conversation.comeBackTo(mark);
  expect(heard(conversation, accept)).toBe('choice');
});

it('answers who asks for names before a call is decided', () => {
  const dns = { db: ['127.0.0.1'] };
  const conversation = new GuestConversation({ ...served, drivers: [], dns }, guest, false);
  conversation.begin();
  expect(heard(conversation, tick())).toBe(op.serve);
  for (const next of [op.date, op.seed, op.start]) expect(heard(conversation, tick())).toBe(next);
  expect(heard(conversation, accept)).toBe(op.again);
  const question = '000101000001000000000000026462000001'.concat('0001');
  const asked = `asked ${'00'.repeat(16)} ${question}`;
  expect(heard(conversation, tick('program 0 running', asked))).toBe(op.name);
  expect(heard(conversation, accept)).toBe(op.again);
  expect(heard(conversation, tick('program 0 running'))).toBe(op.wait);
  expect(heard(conversation, accept)).toBe('choice');
});
