import type { Settings } from '../../model/settings.js';
import { doing, clientActs, comingToRest, either, hasEnded, inPhase } from '../act.js';
import type { Act, Phase, PhasedAct } from '../act.js';
import type { Actor, Stage } from '../stage.js';
import { calmRounds, faultedRounds, type LeakWatch, type Use } from './leak-watch.js';

/** A server may close what it has lost only when its own time limit for that is over. */
const patienceMs = 120_000;

/**
 * Whether the server holds more than before: then the drivers, with the faults of the path, and
 * the probes come again and again, as long as it holds more each time; and then without faults.
 */
export function leakActs<A extends Actor>(
  stage: Stage<A>,
  settings: Settings,
): readonly PhasedAct[] {
  const { leaks } = stage;
  if (leaks === undefined) return [];
  const first = [doing(() => leaks.note('faulted')), ...afterPatience(stage, settings, leaks)];
  const faulted = Array.from({ length: faultedRounds }, () => round(stage, settings, 'faulted'));
  const calm = Array.from({ length: calmRounds }, () => round(stage, settings, 'calm'));
  return [...inPhase('untouched', first), ...faulted.flat(), ...calm.flat()];
}

/** What is still held then is noted instead of what was held before. */
function afterPatience<A extends Actor>(
  stage: Stage<A>,
  { time, limits }: Settings,
  leaks: LeakWatch,
): readonly Act[] {
  if (time === 'real') return [];
  const waitMs = Math.min(patienceMs, limits.virtualMs / 20);
  const sutEnded = hasEnded(stage.sut);
  return [
    () => (leaks.holdsMore() ? { holds: either(sutEnded, stage.clock.after(waitMs)) } : undefined),
    doing(() => leaks.noteAgain()),
  ];
}

function round<A extends Actor>(
  stage: Stage<A>,
  settings: Settings,
  use: Use,
): readonly PhasedAct[] {
  const { leaks, drivers, probes } = stage;
  if (leaks === undefined) return [];
  const ifWanted = ({ phase, act }: PhasedAct): PhasedAct => {
    return { phase, act: () => (leaks.isWanted ? act() : undefined) };
  };
  const phase: Phase = use === 'faulted' ? 'again' : 'untouched';
  const rest = comingToRest(stage, settings);
  const again = (program: A): void => stage.startAgain?.(program);
  const acts = [
    ...inPhase(phase, [...clientActs(stage, drivers, again), rest]),
    ...inPhase('untouched', [
      ...probes.flatMap((probe) => clientActs(stage, [probe], again)),
      rest,
    ]),
    ...inPhase('untouched', [doing(() => leaks.note(use))]),
    ...inPhase('untouched', afterPatience(stage, settings, leaks)),
  ];
  return [...inPhase(phase, [doing(() => leaks.beginRound(use))]), ...acts.map(ifWanted)];
}
