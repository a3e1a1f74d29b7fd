import { readFileSync } from 'node:fs';
import { readProc, threadGroup } from '../../kernel/procfs.js';
import { threadStatus } from '../../kernel/thread-status.js';
import { note, noteType } from './note.js';

const infoBytes = 136;
const nameAt = 40;
const nameBytes = 16;
const wordsAt = 56;

/** struct elf_prpsinfo (linux/elfcore.h): which program it is, started with which words. */
export function processInfo(tid: number): Buffer {
  const pid = threadGroup(tid) ?? tid;
  const bytes = Buffer.alloc(infoBytes);
  const status = threadStatus(pid);
  if (status !== undefined) {
    const { state, nice, uid, gid } = status;
    bytes.write(state, 1, 'latin1');
    bytes.writeInt8(nice, 3);
    [uid, gid, status.tid, status.parent, status.group, status.session].forEach((number, i) => {
      bytes.writeUInt32LE(number, 16 + 4 * i);
    });
    bytes.write(status.name.slice(0, nameBytes - 1), nameAt, 'latin1');
  }
  const words = (readProc(`/proc/${String(tid)}/cmdline`) ?? '').replace(/\0$/, '');
  const shown = words.replaceAll('\0', ' ').slice(0, infoBytes - wordsAt - 1);
  bytes.write(shown, wordsAt, 'latin1');
  return note(noteType.processInfo, bytes);
}

/** What the kernel told the program when it began (getauxval(3)). */
export function auxiliary(tid: number): Buffer {
  return note(noteType.auxiliary, readFileSync(`/proc/${String(tid)}/auxv`));
}
