import type { SourceFile, SourceFunction, SourceLine } from './source-file.js';

/** A tracefile as lcov reads it (geninfo(1), FILES). */
export function lcovText(files: readonly SourceFile[]): string {
  return files.flatMap(fileRecords).concat('').join('\n');
}

function fileRecords({ file, functions, lines }: SourceFile): readonly string[] {
  const branches = lines.flatMap(branchRecords);
  const taken = lines.flatMap((line) => line.branches).filter((count) => count > 0);
  return [
    'TN:',
    `SF:${file}`,
    ...functions.map(({ line, symbol }) => `FN:${String(line)},${symbol}`),
    ...functions.map(({ count, symbol }) => `FNDA:${String(count)},${symbol}`),
    ...found('FN', functions.length, functions.filter(isHit).length),
    ...branches,
    ...found('BR', branches.length, taken.length),
    ...lines.map(({ number, count }) => `DA:${String(number)},${String(count)}`),
    ...found('L', lines.length, lines.filter(isHit).length),
    'end_of_record',
  ];
}

function isHit({ count }: SourceLine | SourceFunction): boolean {
  return count > 0;
}

function found(kind: string, all: number, hit: number): readonly string[] {
  return [`${kind}F:${String(all)}`, `${kind}H:${String(hit)}`];
}

/** A branch of a line that was never reached is not one that was not taken. */
function branchRecords({ number, count, branches }: SourceLine): readonly string[] {
  return branches.map((taken, i) => {
    const text = count === 0 ? '-' : String(taken);
    return `BRDA:${String(number)},0,${String(i)},${text}`;
  });
}
