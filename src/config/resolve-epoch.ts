import { OperatorError } from '../support/operator-error.js';
import type { FullConfig } from './config-schema.js';
import { epochMsOf } from './epoch.js';

/** Linux sets no clock to before its boot, taken as if that had been at the beginning of 1970. */
const firstInMachineMs = 3_600_000;

/** @throws OperatorError for a moment that a machine's clock cannot be set to */
export function resolveEpoch({ epoch, engine }: Pick<FullConfig, 'epoch' | 'engine'>): number {
  const ms = (epoch === undefined ? undefined : epochMsOf(epoch)) ?? Date.now();
  if (engine !== 'qemu' || ms >= firstInMachineMs) return ms;
  throw new OperatorError(
    'epoch: the clock of a machine cannot be set to the first hour of 1970',
    'take a later moment, or another engine than qemu',
  );
}
