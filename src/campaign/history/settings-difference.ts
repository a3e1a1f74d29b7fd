import type { ProgramSettings, Settings } from '../../model/settings.js';
import { stableJson } from '../../store/stable-json.js';

/** What of the settings results of runs depend on, beyond what a token stands for. */
function meaningOf(settings: Settings): Readonly<Record<string, unknown>> {
  const { stop, faults, time, seed, states, engine, sealed, dns, limits } = settings;
  const { cpuMs, wallMs, virtualMs, outputBytes, noProgressMs, readyMs } = limits;
  const ofRuns = { cpuMs, wallMs, virtualMs, outputBytes, noProgressMs, readyMs };
  return { stop, faults, time, seed, states, engine, sealed, dns, limits: ofRuns };
}

/** What shells tell of themselves, and of the last command. */
const bookkeeping: ReadonlySet<string> = new Set(['_', 'OLDPWD', 'SHLVL']);

/** Why runs with these settings may go otherwise than with the earlier ones. */
export function settingsDifference(then: Settings, now: Settings): string | undefined {
  const before = programsOf(then);
  for (const [i, program] of programsOf(now).entries()) {
    const difference = programDifference(before[i], program);
    if (difference !== undefined) return difference;
  }
  const [earlier, current] = [meaningOf(then), meaningOf(now)];
  const key = Object.keys(current).find((name) => !isSame(earlier[name], current[name]));
  return key === undefined ? undefined : `the setting "${key}" is another`;
}

function programsOf({ sut, peers, drivers, probes }: Settings): readonly ProgramSettings[] {
  return [sut, ...peers, ...drivers, ...probes];
}

function programDifference(
  then: ProgramSettings | undefined,
  now: ProgramSettings,
): string | undefined {
  if (then === undefined) return `${now.name} is new`;
  const names = new Set([...Object.keys(then.env), ...Object.keys(now.env)]);
  const variable = [...names].find(
    (name) => !bookkeeping.has(name) && then.env[name] !== now.env[name],
  );
  if (variable !== undefined)
    return `the environment variable ${variable} of ${now.name} is another`;
  const isAlike = isSame({ ...then, env: {} }, { ...now, env: {} });
  return isAlike ? undefined : `${now.name} is started in another way`;
}

function isSame(a: unknown, b: unknown): boolean {
  // One of them has been written as JSON: what is undefined was left out.
  return stableJson({ a }) === stableJson({ a: b });
}
