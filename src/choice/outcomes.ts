import { outcomeId, type Outcome } from '../model/outcome.js';
import type { FaultPreset } from '../model/settings.js';
import { against } from './against.js';
import type { CallGroup } from './call.js';
import { catalogueOf, entryOutcomes } from './catalogue.js';
import type { Against } from './condition.js';
import { isTried, representative, resetAfterFirst } from './presets.js';
import type { Situation } from './situation.js';

/** An outcome that was asked for at a call, and what speaks against it here. */
export interface Candidate {
  /** The catalogue's name of the call. */
  readonly call: string;
  readonly outcome: Outcome;
  readonly against?: Against;
}

/** What the presets ask for at a call in this situation, offered or not. */
export function presetCandidates(
  presets: readonly FaultPreset[],
  group: CallGroup,
  situation: Situation,
): readonly Candidate[] {
  const typical = presets.includes('representative') ? typicalOf(group, situation) : undefined;
  const others = presets.filter((preset) => preset !== 'representative');
  return candidates(group, situation, resetAfterFirst)
    .filter(({ entry, id }) => isTried(presets, entry, id))
    .map(({ entry, id, candidate }) => {
      const isOne = candidate.against !== undefined || id === typical;
      if (isOne || isTried(others, entry, id)) return candidate;
      return { ...candidate, against: `${typical ?? 'another'} stands for the errors of the call` };
    });
}

/** What a rule asks for by name, as far as the call can have it. */
export function namedCandidates(
  ids: readonly string[],
  group: CallGroup,
  situation: Situation,
): readonly Candidate[] {
  const resets = ids.flatMap((id) => /^reset-after-(\d+)$/.exec(id)?.[1] ?? []);
  const known = candidates(group, situation, resets);
  return known.filter(({ id }) => ids.includes(id)).map(({ candidate }) => candidate);
}

/** Whether an outcome can happen at a call in this situation. */
export function isPossible(outcome: Outcome, group: CallGroup, situation: Situation): boolean {
  const named = namedCandidates([outcomeId(outcome)], group, situation);
  return named.some((candidate) => candidate.against === undefined);
}

function typicalOf(group: CallGroup, situation: Situation): string | undefined {
  const possible = candidates(group, situation, resetAfterFirst).filter(
    ({ candidate }) => candidate.against === undefined,
  );
  return representative[group].find((id) => possible.some((other) => other.id === id));
}

function candidates(group: CallGroup, situation: Situation, resets: readonly string[]) {
  return catalogueOf(group).flatMap((entry) =>
    entryOutcomes(entry, resets).map((outcome) => ({
      entry,
      id: outcomeId(outcome),
      candidate: {
        call: entry.call,
        outcome,
        against: against(entry, outcome, group, situation),
      },
    })),
  );
}
