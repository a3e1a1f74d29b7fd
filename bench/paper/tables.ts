import { table } from '../table.js';
import { megabytes, milliseconds, searchCell } from './lines.js';
import { ourProperties } from './our-tools.js';
import { printedTools, type PrintedSearch, type Tool } from './printed.js';
import { programs } from './programs.js';
import type { PaperResults } from './results.js';

/** Table 4: the paper's two tools, then ours. */
export function table4({ engines, table4: results, skipped }: PaperResults): string {
  const rows = programs.map(({ name, beside }) => {
    const ours = engines.map((engine) => {
      const found = results.find((one) => one.program === name && one.engine === engine);
      if (found !== undefined) return searchCell(found);
      return skipped[`${name}, ${engine}`] === undefined ? '' : 'not measured';
    });
    const { dmtcp, sbuml, program } = beside;
    return [name, ...ours, program, printedCell(dmtcp), printedCell(sbuml)];
  });
  return table(['SUT', ...engines, 'in the paper', 'DMTCP', 'SBUML'], rows);
}

function printedCell(search: PrintedSearch | undefined): string {
  if (search === undefined) return 'not compatible';
  const { seconds, megabytes: size, checkpoints } = search;
  return `${seconds.toFixed(2)} s, ${size.toFixed(2)} MB, ${checkpoints}`;
}

/** Table 5: one process, the alphabet server. */
export function table5({ engines, table5: results }: PaperResults): string {
  const measured = results.map(({ engine, saveMs, restoreMs, bytes }): [string, Tool] => {
    const times = { saveMs: saveMs.median, loadMs: restoreMs.median };
    return [engine, { ...properties(engine), ...times, megabytes: bytes.median / 1e6 }];
  });
  const tools = [...measured, ...Object.entries(printedTools)];
  const row = (label: string, of: (tool: Tool) => string): readonly string[] => {
    return [label, ...tools.map(([, tool]) => of(tool))];
  };
  return table(
    ['', ...tools.map(([name]) => (engines.includes(name) ? name : `${name}, printed`))],
    [
      row('virtualization level', ({ level }) => level),
      row('networking', ({ networking }) => networking),
      row('disk image', ({ disk }) => disk),
      row('process ids, special files', ({ processIds }) => processIds),
      row('save', ({ saveMs }) => milliseconds(saveMs)),
      row('load', ({ loadMs }) => milliseconds(loadMs)),
      row('size', (tool) => megabytes(tool.megabytes * 1e6)),
    ],
  );
}

function properties(engine: string): (typeof ourProperties)[string] {
  const unknown = { level: '', networking: '', disk: '', processIds: '' };
  return ourProperties[engine] ?? unknown;
}

/** Figures 9 and 10 as numbers: size, save, restore. */
export function figuresTable({ engines, figures }: PaperResults): string {
  const worlds = [...new Set(figures.map(({ world }) => world))];
  const rows = worlds.map((world) => {
    const cells = engines.map((engine) => {
      const found = figures.find((one) => one.world === world && one.engine === engine);
      if (found === undefined) return 'not measured';
      const { bytes, saveMs, restoreMs } = found;
      const times = `${milliseconds(saveMs.median)}, ${milliseconds(restoreMs.median)}`;
      return `${megabytes(bytes.median)}, ${times}`;
    });
    return [world, ...cells];
  });
  return table(['size, save, restore', ...engines], rows);
}
