import type { ModuleEdges } from '../model/edges.js';
import type { Run } from '../model/run.js';

/** How many edges of the program's control flow there are, and were reached. */
export interface EdgeCount {
  readonly count: number;
  /** Without a fault. */
  readonly baseline: number;
  readonly reached: number;
}

interface Module {
  readonly count: number;
  readonly reached: Set<number>;
}

/** Which edges all runs together have reached. */
export class EdgeLedger {
  private readonly modules = new Map<string, Module>();
  private readonly baseline: number;

  /** @param baseline what the fault-free run reached, which is not news in any other */
  constructor(baseline: readonly ModuleEdges[] = []) {
    for (const module of baseline) this.add(module);
    this.baseline = this.reached();
  }

  /**
   * The run with what no run before it had reached, instead of all that it reached. Recorded runs
   * say it themselves: so they mean the same when they are gone through again.
   */
  account(run: Run): Run {
    const { edges, ...termination } = run.termination;
    const opened = run.opened ?? edges?.flatMap((module) => this.newIn(module));
    if (opened === undefined) return run;
    for (const module of opened) this.add(module);
    return { ...run, termination, opened };
  }

  /** Undefined where no counters were read. */
  counts(): EdgeCount | undefined {
    if (this.modules.size === 0) return undefined;
    const count = [...this.modules.values()].reduce((sum, module) => sum + module.count, 0);
    return { count, baseline: this.baseline, reached: this.reached() };
  }

  private newIn({ module, count, reached }: ModuleEdges): readonly ModuleEdges[] {
    const known = this.modules.get(module);
    const fresh = reached.filter((edge) => known?.reached.has(edge) !== true);
    const isNews = known === undefined || fresh.length > 0;
    return isNews ? [{ module, count, reached: fresh }] : [];
  }

  private add({ module, count, reached }: ModuleEdges): void {
    const known = this.modules.get(module) ?? { count, reached: new Set() };
    this.modules.set(module, known);
    for (const edge of reached) known.reached.add(edge);
  }

  private reached(): number {
    return [...this.modules.values()].reduce((sum, module) => sum + module.reached.size, 0);
  }
}
