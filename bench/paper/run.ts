import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build.js';
import { PaperCampaign } from './campaign.js';
import { drawFigures } from './figures.js';
import { lineup } from './engines.js';
import { buildMendedServer } from './mend.js';
import { updatePage } from './page.js';

/**
 * `npm run bench:paper [-- --runs N] [-- --engine NAME]`: Tables 4 and 5 and Figures 9 and 10 of
 * the paper. Prints each figure, and writes results.json and figures.svg beside this file and the
 * tables of docs/PAPER.md. With only some engines it writes nothing.
 */
const here = import.meta.dirname;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '9' },
      engine: { type: 'string', multiple: true, default: [] },
    },
  });
  build();
  buildMendedServer();
  const results = await new PaperCampaign(lineup(values.engine), Number(values.runs)).run();
  if (values.engine.length > 0) return;
  writeFileSync(join(here, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(here, 'figures.svg'), drawFigures(results));
  updatePage(join(here, '../../docs/PAPER.md'), results);
}

await main();
