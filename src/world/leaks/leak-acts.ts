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
  const rounds = (count: number, use: Use): readonly PhasedAct[] =>
    Array.from({ length: count }, () => round(stage, settings, leaks, use)).flat();
  return [
    ...inPhase('untouched', [doing(() => leaks.note('faulted'))]),
    ...rounds(faultedRounds, 'faulted'),
    ...inPhase('untouched', patience(stage, settings, leaks)),
    ...rounds(calmRounds, 'calm'),
  ];
}

/** What is held after that is noted instead of what was held before. */
function patience<A extends Actor>(
  stage: Stage<A>,
  { time, limits, stop }: Settings,
  leaks: LeakWatch,
): readonly Act[] {
  const waitMs = time === 'real' ? stop.graceMs : Math.min(patienceMs, limits.virtualMs / 20);
  const sutEnded = hasEnded(stage.sut);
  return [
    () => {
      if (!leaks.awaitsLimits()) return undefined;
      const isOver = stage.clock.after(waitMs);
      return { holds: either(sutEnded, () => leaks.isOver(isOver())) };
    },
  ];
}

function round<A extends Actor>(
  stage: Stage<A>,
  settings: Settings,
  leaks: LeakWatch,
  use: Use,
): readonly PhasedAct[] {
  const ifWanted = ({ phase, act }: PhasedAct): PhasedAct => {
    return { phase, act: () => (leaks.isWanted ? act() : undefined) };
  };
  const phase: Phase = use === 'faulted' ? 'again' : 'untouched';
  const rest = comingToRest(stage, settings);
  const again = (program: A): void => stage.startAgain?.(program);
  const probes = stage.probes.flatMap((probe) => clientActs(stage, [probe], again));
  const acts = [
    ...inPhase(phase, [...clientActs(stage, stage.drivers, again), rest]),
    ...inPhase('untouched', [...probes, rest, doing(() => leaks.note(use))]),
  ];
  return [...inPhase(phase, [doing(() => leaks.beginRound(use))]), ...acts.map(ifWanted)];
}
