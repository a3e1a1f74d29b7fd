import { readFileSync, readlinkSync } from 'node:fs';
import { threadName } from '../../kernel/inner-ids.js';
import { rootOf, withoutRoot } from '../../kernel/process-root.js';
import { setSignalInfo, signalInfo } from '../../kernel/ptrace.js';
import type { Inferior } from '../inferior/inferior.js';
import { failure } from '../wire/errors.js';
import { fromHex, parseStretch } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

/** What gdb reads piece by piece ("qXfer"): each a text of one byte per character. */
const objects: Readonly<Record<string, (inferior: Inferior) => string | undefined>> = {
  features: ({ registers }) => registers.description,
  auxv: ({ process: { pid } }) => readFileSync(`/proc/${String(pid)}/auxv`, 'latin1'),
  'exec-file': ({ process: { pid } }) => programOf(pid),
  threads: threadList,
  siginfo: ({ selected }) => {
    const info = signalInfo(selected.tid);
    return info === 'died' ? undefined : info.toString('latin1');
  },
};

/** `OBJECT:read:ANNEX:OFFSET,LENGTH`; the answer says whether that was the last of it. */
const transfer: Answer = (rest, inferior) => {
  const [name = '', , , where = ''] = rest.split(':');
  const piece = parseStretch(where);
  const whole = objects[name]?.(inferior);
  if (whole === undefined || piece === undefined) return failure.badRequest;
  const end = piece.address + piece.length;
  return `${end < whole.length ? 'm' : 'l'}${whole.slice(piece.address, end)}`;
};

/** `siginfo:write:ANNEX:OFFSET:BYTES`: gdb puts it back when a function has been called. */
const store: Answer = (rest, { selected }) => {
  const [, offset = '', ...bytes] = rest.split(':');
  const info = signalInfo(selected.tid);
  const at = fromHex(offset);
  if (info === 'died' || at === undefined) return failure.badRequest;
  const written = info.write(bytes.join(':'), at, 'latin1');
  return setSignalInfo(selected.tid, info) === 'died' ? failure.noThread : written.toString(16);
};

/** As the program sees it: the kernel shows paths from the root of who reads. */
function programOf(pid: number): string {
  return withoutRoot(readlinkSync(`/proc/${String(pid)}/exe`), rootOf(pid));
}

function threadList(inferior: Inferior): string {
  const threads = inferior.threads.map((thread) => {
    const name = threadName(thread.tid).replace(/[&<>"]/g, '?');
    return `<thread id="${inferior.nameOf(thread)}" name="${name}"></thread>`;
  });
  return `<?xml version="1.0"?><threads>${threads.join('')}</threads>`;
}

export const objectCommands: CommandTable = {
  'qXfer:': transfer,
  'qXfer:siginfo:write:': store,
};
