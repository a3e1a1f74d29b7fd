import { idleProcesses, isRunnable, type BenchWorld } from '../worlds.js';
import type { EngineUnderTest, Lineup } from './engines.js';
import { MachineWatch } from './machine.js';
import { measureSearch, type SearchResult } from './measure-search.js';
import { measureSteps, type StepsResult } from './measure-steps.js';
import { searchLine, stepsLine } from './lines.js';
import { alphabetServerAlone, programs } from './programs.js';
import type { FigurePoint, PaperResults } from './results.js';

const counts = [1, 2, 5, 10, 20, 50];
const sizes = [0, 2];

/** All measurements, one after the other; each is printed when it is there. */
export class PaperCampaign {
  private readonly watch = new MachineWatch();
  private readonly skipped: Record<string, string>;
  private readonly engines: readonly EngineUnderTest[];

  constructor(
    lineup: Lineup,
    private readonly runs: number,
  ) {
    this.skipped = { ...lineup.skipped };
    this.engines = lineup.engines;
  }

  async run(): Promise<PaperResults> {
    const table5 = await this.steps({
      name: 'alphabet server, one process',
      needs: [],
      config: alphabetServerAlone,
    });
    const figures = await this.figures();
    const table4 = programs.flatMap((program) => this.searches(program));
    const names = this.engines.map(({ name }) => name);
    const machine = this.watch.account();
    return { machine, engines: names, skipped: this.skipped, table4, table5, figures };
  }

  private async figures(): Promise<readonly FigurePoint[]> {
    const points: FigurePoint[] = [];
    for (const megabytes of sizes)
      for (const processes of counts)
        for (const result of await this.steps(idleProcesses(processes, megabytes)))
          points.push({ processes, megabytes, ...result });
    return points;
  }

  private async steps(world: BenchWorld): Promise<readonly StepsResult[]> {
    const results: StepsResult[] = [];
    for (const engine of this.engines) {
      this.watch.look();
      const result = await measureSteps(world, engine, this.runs);
      const kept = this.kept(world.name, engine.name, result, stepsLine);
      if (kept !== undefined) results.push(kept);
    }
    return results;
  }

  private searches(program: (typeof programs)[number]): readonly SearchResult[] {
    const missing = isRunnable(program) ? undefined : `it needs ${program.needs.join(' and ')}`;
    return this.engines.flatMap((engine) => {
      this.watch.look();
      const result = missing ?? measureSearch(program, engine, this.runs);
      return this.kept(program.name, engine.name, result, searchLine) ?? [];
    });
  }

  private kept<T extends object>(
    world: string,
    engine: string,
    result: T | string,
    line: (result: T) => string,
  ): T | undefined {
    const isThere = typeof result !== 'string';
    if (!isThere) this.skipped[`${world}, ${engine}`] = result;
    const text = isThere ? line(result) : `skipped: ${result}`;
    console.log(`${world.padEnd(30)} ${engine.padEnd(12)} ${text}`);
    return isThere ? result : undefined;
  }
}
