import type { UserConfig } from '../config/config-schema.js';
import type { ValueOption } from './cli-option.js';
import type { Draft } from './draft.js';
import { durationMs, sizeBytes, wholeNumber } from './option-values.js';

type Limit = keyof NonNullable<UserConfig['limits']>;

export function countLimit(flags: string, help: string, min: number, limit: Limit): ValueOption {
  const set = (draft: Draft, value: string, name: string): void => {
    setLimit(draft, limit, wholeNumber(name, value, min));
  };
  return { flags, help, set };
}

/** @param minMs 0 where it stands for "no limit" */
export function timeLimit(flags: string, help: string, minMs: number, limit: Limit): ValueOption {
  const set = (draft: Draft, value: string, name: string): void => {
    setLimit(draft, limit, durationMs(name, value, minMs));
  };
  return { flags, help, set };
}

export function sizeLimit(flags: string, help: string, limit: Limit): ValueOption {
  const set = (draft: Draft, value: string, name: string): void => {
    setLimit(draft, limit, sizeBytes(name, value));
  };
  return { flags, help, set };
}

function setLimit(draft: Draft, limit: Limit, value: number): void {
  draft.fields.limits = { ...draft.fields.limits, [limit]: value };
}
