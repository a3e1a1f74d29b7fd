import { getsockopt, setsockopt } from './ffi.js';

const solSocket = 1;
const linger = 13; // SO_LINGER
const pendingError = 4; // SO_ERROR
const value = Buffer.alloc(8);
const length = Buffer.alloc(4);

/** Set an option whose value is an int. @returns whether the kernel took it */
export function setOption(fd: number, level: number, number: number, to: number): boolean {
  value.writeInt32LE(to, 0);
  return setsockopt(fd, level, number, value, 4) === 0;
}

/** @returns undefined when the socket has no such option */
export function getOption(fd: number, level: number, number: number): number | undefined {
  length.writeUInt32LE(4, 0);
  return getsockopt(fd, level, number, value, length) === 0 ? value.readInt32LE(0) : undefined;
}

/** SO_LINGER: how long closing waits for what is unsent; 0 resets the connection (socket(7)). */
export function setLinger(fd: number, seconds: number): void {
  value.writeInt32LE(1, 0);
  value.writeInt32LE(seconds, 4);
  setsockopt(fd, solSocket, linger, value, 8);
}

/** Fetch the error that waits (SO_ERROR): the next call does not get it. @returns its number */
export function fetchError(fd: number): number {
  length.writeUInt32LE(4, 0);
  getsockopt(fd, solSocket, pendingError, value, length);
  return value.readInt32LE(0);
}
