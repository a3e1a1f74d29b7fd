/** No option, call or outcome is longer; beyond, a longer word is no reason for more slips. */
const longestWord = 24;

/** The known word nearest to a mistyped one, when it is near enough to be meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(Math.min(word.length, longestWord) / 3));
  const ranked = known
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** ` (did you mean "x"?)`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` (did you mean "${nearest}"?)`;
}

/**
 * Optimal string alignment: insertions, deletions, replacements and swapped neighbours count 1,
 * without regard to case. The caller compares words of about the same length only.
 */
function editDistance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) rows.push(nextRow(rows, i, a, b));
  return cell(rows, a.length, b.length);
}

type Rows = readonly (readonly number[])[];

function cell(rows: Rows, i: number, j: number): number {
  return rows[i]?.[j] ?? Number.MAX_SAFE_INTEGER;
}

function nextRow(rows: Rows, i: number, a: string, b: string): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const replaced = cell(rows, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swaps = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1;
    const swapped = swaps ? cell(rows, i - 2, j - 2) + 1 : replaced;
    row.push(Math.min(replaced, swapped, cell(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1));
  }
  return row;
}
