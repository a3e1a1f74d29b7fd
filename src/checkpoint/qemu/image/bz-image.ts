/** Offsets of the setup header: Documentation/arch/x86/boot.rst of the kernel. */
const setupSectorsAt = 0x1f1;
const magicAt = 0x202;
const versionAt = 0x206;
const payloadOffsetAt = 0x248;
const payloadLengthAt = 0x24c;
const headerEnd = 0x250;

const sectorBytes = 512;
/** The first protocol version that says where the payload is. */
const payloadVersion = 0x0208;

/** The compressed kernel inside a bzImage; undefined for what is none, or a damaged one. */
export function payloadOf(image: Buffer): Buffer | undefined {
  if (image.length < headerEnd || image.toString('latin1', magicAt, magicAt + 4) !== 'HdrS') {
    return undefined;
  }
  if (image.readUInt16LE(versionAt) < payloadVersion) return undefined;
  // For historical reasons 0 means 4; the boot sector comes on top.
  const setupSectors = image.readUInt8(setupSectorsAt) || 4;
  const start = (setupSectors + 1) * sectorBytes + image.readUInt32LE(payloadOffsetAt);
  const length = image.readUInt32LE(payloadLengthAt);
  return length > 0 && start + length <= image.length
    ? image.subarray(start, start + length)
    : undefined;
}
