import type { Settings } from '../model/settings.js';
import type { StrategyFunction } from '../model/strategy-function.js';
import { present } from '../support/assert.js';
import { BreadthFirst } from './breadth-first.js';
import { CoverageGuided } from './coverage-guided.js';
import { DepthFirst } from './depth-first.js';
import { Evolutionary } from './evolutionary.js';
import { FewestFaults } from './fewest-faults.js';
import { RandomOrder } from './random-order.js';
import type { Strategy } from './strategy.js';
import { UserDefined } from './user-defined.js';

/** @param preference the function of the configuration, for the strategy `user-defined` */
export function createStrategy(
  { strategy, strategySeed }: Pick<Settings, 'strategy' | 'strategySeed'>,
  preference: StrategyFunction | undefined,
): Strategy {
  switch (strategy) {
    case 'fewest-faults':
      return new FewestFaults();
    case 'breadth-first':
      return new BreadthFirst();
    case 'depth-first':
      return new DepthFirst();
    case 'random':
      return new RandomOrder(strategySeed);
    case 'evolutionary':
      return new Evolutionary(strategySeed);
    case 'coverage-guided':
      return new CoverageGuided();
    case 'user-defined':
      return new UserDefined(present(preference, 'a function of the configuration'));
  }
}
