import { signalName, signalNumber } from '../../abi/signals.js';

/** gdb has numbers of its own for signals, the same on every system ("gdb/signals.def"). */
const names = (
  'HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD ' +
  'TTIN TTOU IO XCPU XFSZ VTALRM PROF WINCH LOST USR1 USR2 PWR'
).split(' ');

/** Real-time signals: 33 is 45 there, and so on up to 63. */
const [firstRealTime, lastRealTime, shift] = [33, 63, 12];
const others: readonly (readonly [number, number])[] = [
  [32, 77],
  [64, 78],
];

export function toGdbSignal(signal: number): number {
  if (signal >= firstRealTime && signal <= lastRealTime) return signal + shift;
  const other = others.find(([ours]) => ours === signal);
  return other?.[1] ?? names.indexOf(signalName(signal).replace('SIG', '')) + 1;
}

/** @returns 0 for what does not exist here */
export function fromGdbSignal(signal: number): number {
  if (signal >= firstRealTime + shift && signal <= lastRealTime + shift) return signal - shift;
  const other = others.find(([, theirs]) => theirs === signal);
  const name = names[signal - 1];
  return other?.[0] ?? (name === undefined ? 0 : numberOf(`SIG${name}`));
}

function numberOf(name: string): number {
  return name === 'SIGEMT' || name === 'SIGLOST' ? 0 : signalNumber(name);
}
