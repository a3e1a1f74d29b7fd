const sectorBytes = 512;
const setupSectors = 2;

/** The smallest ELF file that QEMU would enter: a header, and a segment of one note. */
export function bootableElf(noteType = 18, machine = 62): Buffer {
  const note = Buffer.alloc(24);
  note.writeUInt32LE(4, 0);
  note.writeUInt32LE(8, 4);
  note.writeUInt32LE(noteType, 8);
  note.write('Xen\0', 12, 'latin1');
  const head = Buffer.alloc(64);
  Buffer.from('7f454c46020101', 'hex').copy(head);
  head.writeUInt16LE(2, 16);
  head.writeUInt16LE(machine, 18);
  head.writeUInt32LE(64, 32);
  head.writeUInt16LE(1, 56);
  const segment = Buffer.alloc(56);
  segment.writeUInt32LE(4, 0);
  segment.writeUInt32LE(120, 8);
  segment.writeUInt32LE(note.length, 32);
  return Buffer.concat([head, segment, note]);
}

/** A bzImage around a compressed kernel, as the build of the kernel puts it together. */
export function bzImage(payload: Buffer): Buffer {
  const setup = Buffer.alloc((setupSectors + 1) * sectorBytes);
  setup.writeUInt8(setupSectors, 0x1f1);
  setup.write('HdrS', 0x202);
  setup.writeUInt16LE(0x020f, 0x206);
  setup.writeUInt32LE(100, 0x248);
  setup.writeUInt32LE(payload.length, 0x24c);
  return Buffer.concat([setup, Buffer.alloc(100), payload, Buffer.alloc(300)]);
}
