import { closeSync, openSync, readSync } from 'node:fs';

/** What the kernel looks at to tell what to do with a program (BINPRM_BUF_SIZE). */
const headBytes = 256;

/** Undefined where the file cannot be read; shorter files have shorter heads. */
export function readHead(file: string): Buffer | undefined {
  const head = Buffer.alloc(headBytes);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return head.subarray(0, readSync(descriptor, head, 0, headBytes, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

export function isElf(head: Buffer): boolean {
  return head.toString('hex', 0, 4) === '7f454c46';
}

export function isScript(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === '#!';
}
