import type { Settings } from '../model/settings.js';
import type { EndReason } from '../model/termination.js';
import { doing, clientActs, comingToRest, either, hasEnded, inPhase } from './act.js';
import type { Act, PhasedAct } from './act.js';
import { leakActs } from './leaks/leak-acts.js';
import type { Actor, Stage } from './stage.js';

/** What happens to a server from its start on: drivers, probes, the signal to stop. */
export function serverActs<A extends Actor>(
  stage: Stage<A>,
  settings: Settings,
): readonly PhasedAct[] {
  const { sut, leaks } = stage;
  const sutEnded = hasEnded(sut);
  const start: Act = () => {
    const ready = stage.start(sut);
    return { holds: either(sutEnded, ready, stage.clock.after(settings.limits.readyMs)) };
  };
  const begin = (client: A): void => void stage.start(client);
  const unlessEnded = ({ phase, act }: PhasedAct): PhasedAct => {
    return { phase, act: () => (sutEnded() ? { kind: 'sut-ended' } : act()) };
  };
  const acts = [
    ...inPhase('opening', [doing(() => leaks?.noteReady())]),
    ...inPhase('driving', clientActs(stage, stage.drivers, begin)),
    ...probing(stage, settings),
    ...inPhase('stopping', stopping(stage, settings)),
  ];
  const last: Act = () => (sutEnded() ? { kind: 'stopped' } : didNotStop(settings));
  return [...inPhase('opening', [start]), ...acts.map(unlessEnded), ...inPhase('stopping', [last])];
}

/** Whether the server has survived. */
function probing<A extends Actor>(stage: Stage<A>, settings: Settings): readonly PhasedAct[] {
  if (stage.probes.length === 0) return [];
  const rest = comingToRest(stage, settings);
  const begin = (client: A): void => void stage.start(client);
  const probes = stage.probes.flatMap((probe) => clientActs(stage, [probe], begin));
  return [
    ...inPhase('driving', [rest]),
    ...inPhase('untouched', [...probes, rest]),
    ...leakActs(stage, settings),
  ];
}

function stopping<A extends Actor>(stage: Stage<A>, settings: Settings): readonly Act[] {
  const { signal, graceMs } = settings.stop;
  const sutEnded = hasEnded(stage.sut);
  return [
    comingToRest(stage, settings),
    () => {
      stage.signalSut(signal);
      return {
        holds: either(sutEnded, stage.clock.after(graceMs)),
        ifStalled: () => didNotStop(settings),
      };
    },
  ];
}

const didNotStop = ({ stop }: Settings): EndReason => ({
  kind: 'did-not-stop',
  graceMs: stop.graceMs,
});
