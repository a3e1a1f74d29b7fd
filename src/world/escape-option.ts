/** Colons and commas separate parts of overlay options (kernel's overlayfs.rst). */
export function escapeOption(path: string): string {
  return path.replace(/[\\:,]/g, (character) => `\\${character}`);
}
