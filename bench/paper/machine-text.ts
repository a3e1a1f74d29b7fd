import { median, type Spread } from '../statistics.js';
import type { PaperResults } from './results.js';

/** The machine and its noise, so that nobody takes a digit too many for a fact. */
export function machineText(results: PaperResults): string {
  const { processors, memoryGB, linux, node, loadBefore, loadAfter, loopMs } = results.machine;
  const loop = `${loopMs.least.toFixed(1)} to ${loopMs.most.toFixed(1)} ms`;
  const times = slowest(results).toFixed(2);
  const middle = loopMs.median.toFixed(1);
  const noise = [
    `load ${loadBefore} before and ${loadAfter} after`,
    `the same loop took ${loop} between the measurements, ${middle} ms as a median`,
    `in half of the figures the slowest run took ${times} times as long as the fastest, or more`,
  ];
  const lines = [
    `- Machine: ${processors}, ${memoryGB} GB, Linux ${linux}, Node.js ${node}.`,
    `- Noise: ${noise.join('; ')}.`,
    ...Object.entries(results.skipped).map(([what, why]) => `- Not measured: ${what}: ${why}`),
  ];
  return lines.flatMap(wrap).join('\n');
}

function slowest({ table4, table5, figures }: PaperResults): number {
  const times: readonly Spread[] = [
    ...table4.map(({ seconds }) => seconds),
    ...[...table5, ...figures].flatMap(({ saveMs, restoreMs }) => [saveMs, restoreMs]),
  ];
  return median(times.filter(({ least }) => least > 0).map(({ most, least }) => most / least));
}

/** Lines of at most 100 columns; what is wrapped is indented below its mark. */
function wrap(line: string): readonly string[] {
  if (line.length <= 100) return [line];
  const at = line.lastIndexOf(' ', 100);
  return at <= 2 ? [line] : [line.slice(0, at), ...wrap(`  ${line.slice(at + 1)}`)];
}
