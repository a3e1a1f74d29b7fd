import { faultPresets, type FaultPersistence, type FaultPreset } from '../model/settings.js';
import type { CliOption } from './cli-option.js';
import type { Draft } from './draft.js';
import { oneOf, wholeNumber } from './option-values.js';

const bare = 'bare';
const words = [...faultPresets, bare] as const;
const mostTimes = 999_999;

/** Options that say which faults are tried, and how often each happens. */
export const faultOptions: readonly CliOption[] = [
  {
    flags: '--faults <presets>',
    help: `outcomes to try, with commas: ${words.join(', ')} (default: representative)`,
    set: setFaults,
  },
  {
    flags: '--persistence <times>',
    help:
      'how often a fault happens once it is chosen: once, always, or at so many calls in all ' +
      '(default: once)',
    set: (draft, value, name) => void (draft.fields.persistence = persistence(name, value)),
  },
];

/** `bare` alone goes with what is tried without the option. */
function setFaults(draft: Draft, value: string, name: string): void {
  const given = value.split(',').map((word) => oneOf(name, word, words));
  const preset = given.filter((word): word is FaultPreset => word !== bare);
  draft.fields.faults = {
    preset: preset.length === 0 ? ['representative'] : preset,
    bare: given.includes(bare),
  };
}

function persistence(name: string, value: string): FaultPersistence {
  if (!/^\d+$/.test(value)) return oneOf(name, value, ['once', 'always']);
  const times = wholeNumber(name, value, 1);
  return { times: Math.min(times, mostTimes) };
}
