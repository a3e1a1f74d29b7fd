import type { ExitStatus } from '../../../model/termination.js';
import { signalName } from '../../../abi/signals.js';
import { errnoName } from '../../../abi/errno.js';

/** How a program of the guest fares. */
type GuestStatus =
  | { readonly kind: 'running' }
  | { readonly kind: 'refused'; readonly errno: string; readonly call: string }
  | ExitStatus;

/** What the guest's first process sees of the machine. */
export interface Tick {
  /** The guest's monotonic clock. */
  readonly timeMs: number;
  /** Whether nobody but the asker could run. */
  readonly quiet: boolean;
  /** Whether somebody stands before a call that is to be decided. */
  readonly standing: boolean;
  /** Some call waits until then, by that clock: it was delayed. */
  readonly delayedUntilMs: number;
  /** Changes whenever a program has run. */
  readonly ran: string;
  /** Processor time of the SUT's processes. */
  readonly cpuMs: number;
  readonly programs: ReadonlyMap<number, GuestStatus>;
  /** The process id of each program's first process. */
  readonly leaders: ReadonlyMap<number, number>;
  /** Bytes on stdout and stderr. */
  readonly outputs: ReadonlyMap<number, readonly [number, number]>;
  readonly listening: ReadonlySet<number>;
  /** Names of core files. */
  readonly cores: readonly string[];
  /** What somebody wants to know of the name server. */
  readonly asked: { readonly from: Buffer; readonly question: Buffer } | undefined;
  /** What a read asked for; undefined where the file could not be read. */
  readonly file: Buffer | undefined;
}

const fileLine = /(?:^|\n)file (-?\d+)[^\n]*\n/;

export function parseTick(data: Buffer): Tick {
  const text = data.toString('latin1');
  const file = fileLine.exec(text);
  const end = file === null ? text.length : file.index + 1;
  const lines = text
    .slice(0, end)
    .split('\n')
    .map((line) => line.split(' '));
  const of = (word: string): (readonly string[])[] => lines.filter(([first]) => first === word);
  const one = (word: string): string => of(word)[0]?.[1] ?? '0';
  return {
    timeMs: Number(one('time')) / 1e6,
    quiet: one('quiet') === '1',
    standing: one('standing') === '1',
    delayedUntilMs: Number(one('delayed')),
    ran: one('ran'),
    cpuMs: Number(one('cpu')),
    programs: new Map(of('program').map(([, at, ...words]) => [Number(at), statusOf(words)])),
    leaders: new Map(of('leader').map(([, at, pid]) => [Number(at), Number(pid)])),
    outputs: new Map(of('output').map(([, at, a, b]) => [Number(at), [Number(a), Number(b)]])),
    listening: new Set(of('listen').map(([, port]) => Number(port))),
    cores: of('core').map(([, name = '']) => name),
    asked: questionIn(of('asked')[0]),
    file: file === null ? undefined : fileOf(data, file),
  };
}

function questionIn(line: readonly string[] | undefined): Tick['asked'] {
  const [from, question] = (line ?? []).slice(1).map((hex) => Buffer.from(hex, 'hex'));
  return from && question && { from, question };
}

function fileOf(data: Buffer, match: RegExpExecArray): Buffer | undefined {
  const length = Number(match[1]);
  const from = match.index + match[0].length;
  return length < 0 ? undefined : Buffer.from(data.subarray(from, from + length));
}

function statusOf([word, value = '0', step = '']: readonly string[]): GuestStatus {
  const number = Number(value);
  switch (word) {
    case 'exited':
      return { kind: 'exited', code: number };
    case 'signaled':
      return { kind: 'signaled', signal: signalName(number) };
    case 'refused':
      return { kind: 'refused', errno: errnoName(number), call: step };
    default:
      return { kind: 'running' };
  }
}
