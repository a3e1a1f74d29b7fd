import { constants } from 'node:os';
import { didYouMean } from '../config/did-you-mean.js';
import { epochExpected, epochMsOf } from '../config/epoch.js';
import { longestMs } from '../config/expectations.js';
import { commandWords } from '../config/command-words.js';
import type { ReadinessConfig } from '../config/program-schema.js';
import type { Shard } from '../explore/shard.js';
import { OperatorError } from '../support/operator-error.js';

/** The error of an option whose value is not what it takes. */
function optionError(option: string, expected: string, got: string): OperatorError {
  const message = `${option}: expected ${expected}, got ${JSON.stringify(got)}`;
  return new OperatorError(message, '--help explains the options');
}

export function wholeNumber(
  option: string,
  value: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : -1;
  if (number >= min && number <= max) return number;
  const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${String(max)}`;
  throw optionError(option, `a whole number of at least ${String(min)}${upTo}`, value);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `1.5m`, `2h`; a number alone counts seconds. In milliseconds. */
export function durationMs(option: string, value: string, min = 1): number {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)(ms|s|m|h)?$/.exec(value);
  const ms = Math.round(Number(match?.[1]) * (unitMs[match?.[2] ?? 's'] ?? NaN));
  if (ms >= min && ms <= longestMs) return ms;
  throw optionError(option, 'a time such as 500ms, 30s or 5m, below 24 days', value);
}

const unitBytes: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** A date, or a number of milliseconds since 1970. In milliseconds. */
export function epochMs(option: string, value: string): number {
  const ms = epochMsOf(value);
  if (ms === undefined) throw optionError(option, epochExpected, value);
  return ms;
}

/** `512M`, `1G`; a number alone counts bytes. In bytes. */
export function sizeBytes(option: string, value: string): number {
  const match = /^(\d{1,12})([KMG])?$/i.exec(value);
  const bytes = Number(match?.[1]) * (unitBytes[match?.[2]?.toUpperCase() ?? ''] ?? 1);
  if (bytes >= 1) return bytes;
  throw optionError(option, 'a size such as 512M or 2G', value);
}

export function oneOf<const T extends string>(
  option: string,
  value: string,
  words: readonly T[],
): T {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  const { message, hint } = optionError(option, `one of ${words.join(', ')}`, value);
  throw new OperatorError(message + didYouMean(value, words), hint);
}

/** `2/3`: the second of three. */
export function shardValue(option: string, value: string): Shard {
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(value)?.map(Number) ?? [];
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw optionError(option, 'a part of all, such as 2/3', value);
}

/** `NAME=VALUE`; `NAME` alone removes the variable. */
export function assignment(option: string, value: string): readonly [string, string | null] {
  const at = value.indexOf('=');
  if (value === '' || at === 0) throw optionError(option, 'NAME=VALUE', value);
  return at < 0 ? [value, null] : [value.slice(0, at), value.slice(at + 1)];
}

/** `SIGTERM`, `TERM` or `15`. */
export function signalName(option: string, value: string): string {
  const upper = value.toUpperCase();
  const names = Object.entries(constants.signals);
  const found = names.find(([name, number]) => {
    return name === upper || name === `SIG${upper}` || String(number) === value;
  });
  if (found === undefined) throw optionError(option, 'a signal such as SIGTERM', value);
  return found[0];
}

/** `auto`, `port:5000`, `line:PATTERN`, `delay:500ms`. */
export function readiness(option: string, value: string): ReadinessConfig {
  const [, kind, rest] = /^(\w+)(?::(.*))?$/s.exec(value) ?? [];
  if (kind === 'auto' && rest === undefined) return 'auto';
  if (kind === 'delay' && rest !== undefined) return { delayMs: durationMs(option, rest, 0) };
  if (kind === 'line' && rest !== undefined && rest !== '') return { line: rest };
  const port = kind === 'port' && /^\d{1,5}$/.test(rest ?? '') ? Number(rest) : 0;
  if (port >= 1 && port <= 65535) return { port };
  throw optionError(option, 'auto, port:NUMBER, line:PATTERN or delay:TIME', value);
}

/** A command in one word of the command line; checked here, so that the option is named. */
export function commandValue(option: string, value: string): string {
  commandWords(option, value);
  return value;
}
