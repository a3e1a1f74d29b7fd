import { strategies, type StrategyName } from '../../src/model/settings.js';
import { present } from '../../src/support/assert.js';
import { table } from '../table.js';
import type { Quartiles } from '../statistics.js';
import type { OrderResult } from './measure-orders.js';
import type { Finds } from './try-order.js';
import type { ExampleResult, SearchBench } from './results.js';

/** Paths to the first defect, to more and to all of them, and what that took. */
export function searchTables({ examples, loadBefore, loadAfter }: SearchBench): string {
  return [
    'Paths to the first defect:',
    pathsTable(examples, 'first'),
    'Paths to all defects that one fault shows:',
    pathsTable(examples, 'single'),
    'Paths to all defects:',
    pathsTable(examples, 'all'),
    `Seconds to the first defect, and to all (load ${loadBefore} before and ${loadAfter} after):`,
    timesTable(examples),
  ].join('\n\n');
}

function pathsTable(examples: readonly ExampleResult[], which: keyof Finds): string {
  const rows = examples.map((one) => {
    const { example, paths, defects } = one;
    return [
      example,
      `${paths}, ${defects}`,
      ...cells(one, (order) => pathsCell(order[which].paths)),
    ];
  });
  const means = strategies.map(
    (strategy) => `${(meanShare(examples, strategy, which) * 100).toFixed(0)} %`,
  );
  const mean = ['mean share of the paths', '', ...means];
  return table(['example', 'paths, defects', ...strategies], [...rows, mean]);
}

function timesTable(examples: readonly ExampleResult[]): string {
  const rows = examples.map((one) => [
    one.example,
    seconds(one.ms),
    ...cells(one, ({ first, all }) => `${seconds(first.ms.median)}, ${seconds(all.ms.median)}`),
  ]);
  return table(['example', 'all paths', ...strategies], rows);
}

function cells(one: ExampleResult, cell: (order: OrderResult) => string): readonly string[] {
  return strategies.map((strategy) => cell(orderOf(one, strategy)));
}

function orderOf({ strategies: orders }: ExampleResult, strategy: StrategyName): OrderResult {
  return present(
    orders.find((order) => order.strategy === strategy),
    'a strategy that was measured',
  );
}

function pathsCell({ lower, median, upper }: Quartiles): string {
  return lower === upper ? String(median) : `${median} (${lower} to ${upper})`;
}

/** How much of a tree had to be run, on average over the examples. */
function meanShare(
  examples: readonly ExampleResult[],
  strategy: StrategyName,
  which: keyof Finds,
): number {
  const shares = examples.map((one) => orderOf(one, strategy)[which].paths.median / one.paths);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
