import { poll } from './ffi.js';

const entryBytes = 8;

/** Events of poll(2). */
export const pollEvent = {
  in: 0x1,
  urgent: 0x2,
  out: 0x4,
  error: 0x8,
  hangUp: 0x10,
  readHangUp: 0x2000,
} as const;

const asked = pollEvent.in | pollEvent.urgent | pollEvent.out | pollEvent.readHangUp;

/** Whether an error waits to be reported: the next call would fetch it, whoever makes it. */
export function hasError(fd: number): boolean {
  return ((pollNow([fd])[0] ?? 0) & pollEvent.error) !== 0;
}

/** What poll(2) reports of each descriptor right now. */
export function pollNow(fds: readonly number[]): readonly number[] {
  const polled = Buffer.alloc(fds.length * entryBytes);
  fds.forEach((fd, i) => {
    polled.writeInt32LE(fd, i * entryBytes);
    polled.writeInt16LE(asked, i * entryBytes + 4);
  });
  poll(polled, fds.length, 0);
  return fds.map((_, i) => polled.readUInt16LE(i * entryBytes + 6));
}
