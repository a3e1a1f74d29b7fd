import { accept4, fcntl } from './ffi.js';

const getStatusFlags = 3; // F_GETFL
const setStatusFlags = 4; // F_SETFL
const nonBlocking = 0o4000;
const closeOnExec = 0o2000000;
const addressBytes = 128;

/** Do something with an open file whose calls must not wait, whatever its program has set. */
export function withoutWaiting<T>(fd: number, act: () => T): T {
  const flags = fcntl(fd, getStatusFlags, 0);
  fcntl(fd, setStatusFlags, flags | nonBlocking);
  try {
    return act();
  } finally {
    fcntl(fd, setStatusFlags, flags);
  }
}

interface Accepted {
  readonly fd: number;
  /** Where it comes from: a connection that was reset does not tell later. */
  readonly client: Buffer;
}

/** All connections that wait in the queue of a listener, in their order. */
export function acceptAll(listener: number): readonly Accepted[] {
  return withoutWaiting(listener, () => {
    const accepted: Accepted[] = [];
    for (let one = acceptNow(listener); one !== undefined; one = acceptNow(listener))
      accepted.push(one);
    return accepted;
  });
}

/** The first of them. */
export function acceptOne(listener: number): Accepted | undefined {
  return withoutWaiting(listener, () => acceptNow(listener));
}

function acceptNow(listener: number): Accepted | undefined {
  const address = Buffer.alloc(addressBytes);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(addressBytes, 0);
  const fd = accept4(listener, address, length, nonBlocking | closeOnExec);
  return fd < 0 ? undefined : { fd, client: address.subarray(0, length.readUInt32LE(0)) };
}
