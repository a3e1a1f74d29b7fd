/** How often each line of each file was executed, as a tracefile has it (geninfo(1), FILES). */
export function parseLcovLines(text: string): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const files = new Map<string, Map<number, number>>();
  let lines = new Map<number, number>();
  for (const record of text.split('\n')) {
    if (record.startsWith('SF:')) {
      lines = new Map();
      files.set(record.slice(3), lines);
    } else if (record.startsWith('DA:')) {
      const [number, count] = record.slice(3).split(',').map(Number);
      lines.set(number ?? 0, count ?? 0);
    }
  }
  return files;
}
