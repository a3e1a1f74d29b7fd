import { bufferSource } from '../../../tracer/elf/byte-source.js';
import { machineX8664, parseElfHeader, segmentType } from '../../../tracer/elf/elf-header.js';

/** XEN_ELFNOTE_PHYS32_ENTRY: where a loader that is no BIOS may enter the kernel. */
const physicalEntryNote = 18;

/** What keeps QEMU from booting this kernel without a BIOS; undefined when nothing does. */
export function whyNotBootable(kernel: Buffer): string | undefined {
  const source = bufferSource(kernel);
  const header = parseElfHeader(source);
  if (header?.identity.machine !== machineX8664) return 'it is no x86-64 ELF file';
  const isWhole = header.segments.every((one) => one.offset + one.fileSize <= kernel.length);
  if (!isWhole) return 'it is damaged: its end is missing';
  const notes = header.segments.filter(({ type }) => type === segmentType.note);
  const hasEntry = notes.some(({ offset, fileSize }) => {
    const bytes = source(offset, fileSize);
    return bytes !== undefined && hasEntryNote(bytes);
  });
  return hasEntry ? undefined : 'it is no Linux kernel, or was built without CONFIG_PVH';
}

function hasEntryNote(notes: Buffer): boolean {
  let at = 0;
  while (at + 12 <= notes.length) {
    const nameSize = notes.readUInt32LE(at);
    const isXen = notes.toString('latin1', at + 12, at + 12 + nameSize) === 'Xen\0';
    if (isXen && notes.readUInt32LE(at + 8) === physicalEntryNote) return true;
    at += 12 + align4(nameSize) + align4(notes.readUInt32LE(at + 4));
  }
  return false;
}

function align4(size: number): number {
  return Math.ceil(size / 4) * 4;
}
