import type { Row } from './rows.js';

type KeyAction =
  | { readonly kind: 'go'; readonly row: Row }
  | { readonly kind: 'toggle'; readonly row: Row }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' };

/** What a key does in a tree (ARIA Authoring Practices, tree view), and three that zoom. */
export function keyAction(
  key: string,
  rows: readonly Row[],
  active: number,
  page: number,
): KeyAction | undefined {
  const row = rows[active];
  if (row === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return go(rows, active + 1);
    case 'ArrowUp':
      return go(rows, active - 1);
    case 'PageDown':
      return go(rows, Math.min(rows.length - 1, active + page));
    case 'PageUp':
      return go(rows, Math.max(0, active - page));
    case 'Home':
      return go(rows, 0);
    case 'End':
      return go(rows, rows.length - 1);
    case 'ArrowRight':
      return row.isFolded ? toggle(row) : row.canFold ? go(rows, active + 1) : undefined;
    case 'ArrowLeft':
      return row.canFold && !row.isFolded ? toggle(row) : go(rows, row.parent);
    case 'Enter':
    case ' ':
      return toggle(row);
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1.3 };
    case '-':
      return { kind: 'zoom', factor: 1 / 1.3 };
    case '0':
      return { kind: 'fit' };
    default:
      return undefined;
  }
}

function go(rows: readonly Row[], index: number): KeyAction | undefined {
  const row = rows[index];
  return row && { kind: 'go', row };
}

function toggle(row: Row): KeyAction | undefined {
  return row.canFold ? { kind: 'toggle', row } : undefined;
}
