import type { StrategyName } from '../model/settings.js';
import { BreadthFirst } from './breadth-first.js';
import { DepthFirst } from './depth-first.js';
import type { Strategy } from './strategy.js';

export function createStrategy(name: StrategyName): Strategy {
  switch (name) {
    case 'depth-first':
      return new DepthFirst();
    case 'breadth-first':
      return new BreadthFirst();
  }
}
