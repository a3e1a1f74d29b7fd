import type { Refusal } from '../tracer/puppet.js';

/** Why a world cannot be made here: for the user, with what the kernel answered. */
export class WorldRefused extends Error {
  override readonly name = 'WorldRefused';

  constructor(
    /** The step that failed, as a key of the explanations that `doctor` shows. */
    readonly step: WorldStep,
    readonly errno: string,
    readonly detail: string,
  ) {
    super(`${detail}: ${errno}`);
  }
}

export type WorldStep =
  | 'seed'
  | 'trace'
  | 'namespaces'
  | 'id-maps'
  | 'mounts'
  | 'proc'
  | 'overlay'
  | 'network'
  | 'seccomp';

/** The result of a puppet's call, or the refusal as an error of this step. */
export function granted(step: WorldStep, detail: string, result: number | Refusal): number {
  if (typeof result === 'number') return result;
  throw new WorldRefused(step, result.errno, `${detail} (${result.call})`);
}
