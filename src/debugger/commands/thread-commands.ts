import { threadName } from '../../kernel/inner-ids.js';
import { done, failure, unknown } from '../wire/errors.js';
import { toHex } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

const select: Answer = (rest, inferior) => {
  const thread = inferior.find(rest);
  if (thread === undefined) return failure.noThread;
  inferior.select(thread);
  return done;
};

const list: Answer = (_, inferior) => {
  return `m${inferior.threads.map((thread) => inferior.nameOf(thread)).join(',')}`;
};

const describe: Answer = (rest, inferior) => {
  const thread = inferior.find(rest);
  return thread === undefined ? failure.noThread : toHex(threadName(thread.tid));
};

export const threadCommands: CommandTable = {
  Hg: select,
  // Which threads run on is said by vCont.
  Hc: () => done,
  T: (rest, inferior) => (inferior.find(rest) === undefined ? failure.noThread : done),
  qC: (_, inferior) => `QC${inferior.nameOf(inferior.selected)}`,
  // A request of another kind.
  'qCRC:': () => unknown,
  qfThreadInfo: list,
  qsThreadInfo: () => 'l',
  'qThreadExtraInfo,': describe,
};
