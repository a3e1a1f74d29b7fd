import type { ChoicePoint } from '../model/choice-point.js';
import { pathKey, pathOf, type Mark } from '../model/path.js';
import type { Run } from '../model/run.js';
import { Dice } from './dice.js';
import { Elders, geneOf } from './elders.js';
import { Fitness } from './fitness.js';
import { Population } from './population.js';
import { SiteLog } from './site-log.js';
import type { Alternatives, Strategy } from './strategy.js';

/**
 * Paths breed: a path is changed by one fault more. Which path that is decides a tournament of
 * what the paths brought that was new; which fault, another path that was fit: one that it had,
 * too, is preferred (crossover), else any (mutation).
 */
export class Evolutionary implements Strategy {
  private readonly population = new Population();
  private readonly elders = new Elders();
  private readonly fitness = new Fitness();
  private readonly sites = new SiteLog();
  private readonly dice: Dice;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  next(): Mark | undefined {
    // Lanes ask in vain while the frontier is empty: that must not change what comes later.
    if (this.population.size === 0) return undefined;
    const genes = this.elders.fit(this.dice);
    return this.population.take(this.dice, (mark) => genes.has(this.gene(mark)));
  }

  choose(point: ChoicePoint, [current, ...others]: Alternatives): Mark {
    this.sites.note(point);
    this.population.add(current.path, others);
    return current;
  }

  observe(run: Run): void {
    const fitness = this.fitness.of(run);
    this.population.judge(pathKey(run.path), fitness);
    if (fitness > 0) this.elders.add(this.sites.faults(run.path), fitness);
  }

  private gene(mark: Mark): string {
    const last = this.sites.faults(pathOf(mark).slice(-1));
    return last.map(geneOf).join('');
  }
}
