/** A row of a table that is another one in the machine, and why. */
interface Difference {
  readonly program: string;
  readonly row: string;
  /** Absent where there is no such row. */
  readonly instead?: string;
  readonly because: string;
}

const differences: readonly Difference[] = [];

/** What the table of a program has to be in the machine. */
export function explained(program: string, table: string): string {
  return differences
    .filter((difference) => difference.program === program)
    .reduce((rows, { row, instead }) => {
      return rows.replace(`${row}\n`, instead === undefined ? '' : `${instead}\n`);
    }, table);
}
