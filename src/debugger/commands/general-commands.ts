import { done } from '../wire/errors.js';
import { fromHex } from '../wire/hex.js';
import { fromGdbSignal } from '../wire/signal-numbers.js';
import type { Answer, CommandTable } from './command.js';

const packetBytes = 0x10000;
const features = [
  `PacketSize=${packetBytes.toString(16)}`,
  'QStartNoAckMode+',
  'QPassSignals+',
  'multiprocess+',
  'swbreak+',
  'hwbreak+',
  'vContSupported+',
  'binary-upload+',
  ...['features', 'auxv', 'exec-file', 'threads', 'siginfo'].map((name) => `qXfer:${name}:read+`),
  'qXfer:siginfo:write+',
];

const pass: Answer = (rest, inferior) => {
  const numbers = rest.split(';').map((number) => fromGdbSignal(fromHex(number) ?? 0));
  inferior.passed = new Set(numbers);
  return done;
};

export const generalCommands: CommandTable = {
  qSupported: () => features.join(';'),
  QStartNoAckMode: () => done,
  'QPassSignals:': pass,
  // It was there before gdb came, and gdb leaves it alone when it goes.
  qAttached: () => '1',
  'vCont?': () => 'vCont;c;C;s;S',
};
