import { OperatorError } from '../support/operator-error.js';
import type { FullConfig } from './config-schema.js';

const flags = {
  maxFaultsPerSite: '--max-faults-per-site',
  maxFaultsPerSocket: '--max-faults-per-socket',
} as const;

type PerPlace = keyof typeof flags;

/** @throws OperatorError for a bound that no path can ever reach */
export function checkBounds(limits: FullConfig['limits']): void {
  checkReachable(limits, 'maxFaultsPerSite');
  checkReachable(limits, 'maxFaultsPerSocket');
}

function checkReachable({ maxFaults, ...limits }: FullConfig['limits'], name: PerPlace): void {
  const bound = limits[name];
  if (bound === undefined || bound <= maxFaults) return;
  throw new OperatorError(
    `limits.${name}: ${String(bound)} faults are never reached, as a path has at most ` +
      `${String(maxFaults)} (limits.maxFaults)`,
    `raise --max-faults, or lower ${flags[name]} or leave it out`,
  );
}
