/** A command that QEMU refused, or did not answer in time. */
export class QmpError extends Error {
  override readonly name = 'QmpError';
}

/** The connection has ended: so has QEMU, or it is about to. */
export class QmpClosed extends Error {
  override readonly name = 'QmpClosed';
}
