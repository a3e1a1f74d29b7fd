import type { FaultPreset, FaultRule, FaultSettings } from '../model/settings.js';
import { choiceCalls, groupsOf, systemCall, watchedCall } from './call.js';

/** How the fault catalogue names all calls that wait for descriptors. */
export const waiting = 'poll/select/epoll_wait';
/** What can happen nowhere else: to ask for it is to ask for the waits. */
const onlyThere: readonly string[] = ['timeout', 'hup'];

export function isWait(number: number): boolean {
  return watchedCall(number)?.group === 'wait';
}

/**
 * The waits that are choice points. An event loop makes thousands of them, so it takes the preset
 * of that name, or a rule that means them.
 */
export function waitsAskedFor({ presets, rules }: FaultSettings): readonly number[] {
  const all = choiceCalls.filter(isWait);
  if (rules.length === 0) return presets.includes('waits') ? all : [];
  return all.filter((number) =>
    rules.some((rule) => means(rule, watchedCall(number)?.name ?? '', presets)),
  );
}

/** What the presets are at the calls of a rule: one that names a wait asks for what it can have. */
export function presetsOf(
  { call }: Pick<FaultRule, 'call'>,
  presets: readonly FaultPreset[],
): readonly FaultPreset[] {
  const isNamed = call !== undefined && groupsOf(call).includes('wait');
  return isNamed && !presets.includes('waits') ? [...presets, 'waits'] : presets;
}

function means(
  { call, outcomes }: FaultRule,
  name: string,
  presets: readonly FaultPreset[],
): boolean {
  if (call !== undefined) return systemCall(call) === systemCall(name);
  if (outcomes === undefined) return presets.includes('waits');
  return outcomes.some((outcome) => onlyThere.includes(outcome));
}
