import { outcomeId, parseOutcomeId } from './outcome.js';
import { pathKey, type Decision, type Path } from './path.js';

/*
 * A replay token names one path of one program in one configuration:
 *
 *   cp2:1f0c9a3e:77ab01d2:mjuohs00:k3v7x2qa=ECONNRESET,m4c7d2xw=short-1:3755
 *   cp2:1f0c9a3e:77ab01d2:mjuohs00:ok:303a
 *
 *   cp2        what it is, and the version of this format
 *   8 hex      digest of the configuration (program, peers, drivers, faults, seed, time)
 *   8 hex      digest of the SUT's build id: the names of choice points belong to a build
 *   moment     what the programs' clock says when a run begins: milliseconds since 1970, base 36
 *   path       decisions that are not ok, `choice point=outcome` with commas, or `ok` for none
 *   4 hex      checksum of all before it, without the colon: a slip in copying is no other path
 *
 * It holds only [A-Za-z0-9:=,_-], so that no shell needs quotes around it.
 */
export interface Token {
  readonly configDigest: string;
  readonly buildId: string;
  readonly epochMs: number;
  readonly path: Path;
}

type ParsedToken =
  | { readonly kind: 'ok'; readonly token: Token }
  | { readonly kind: 'unknown-version'; readonly version: string }
  | { readonly kind: 'malformed'; readonly problem: string };

const version = '2';
const momentBase = 36;

export function encodeToken({ configDigest, buildId, epochMs, path }: Token): string {
  const moment = epochMs.toString(momentBase);
  const body = `cp${version}:${configDigest}:${buildId}:${moment}:${pathKey(path)}`;
  return `${body}:${checksum(body)}`;
}

/** Never throws: what is wrong with the text is part of the result. */
export function parseToken(text: string): ParsedToken {
  const head = /^cp(\d+):/.exec(text);
  if (head?.[1] === undefined) return malformed(`a token begins with "cp${version}:"`);
  if (head[1] !== version) return { kind: 'unknown-version', version: head[1] };
  const parts = text.split(':');
  const [, configDigest = '', buildId = '', moment = '', key = '', sum = ''] = parts;
  const count = String(parts.length);
  if (parts.length !== 6) return malformed(`a token has 6 parts between colons, this one ${count}`);
  if (!isDigest(configDigest)) return malformed('the configuration digest is not 8 hex digits');
  if (!isDigest(buildId)) return malformed('the build id is not 8 hex digits');
  const epochMs = parseMoment(moment);
  if (epochMs === undefined) return malformed(`"${moment}" is no moment`);
  if (sum !== checksum(text.slice(0, text.lastIndexOf(':')))) {
    return malformed('the checksum does not fit: a part is missing or was changed');
  }
  const path = parsePathKey(key);
  if (path === undefined) return malformed(`"${key}" is no path`);
  return { kind: 'ok', token: { configDigest, buildId, epochMs, path } };
}

/** One moment has one text. */
function parseMoment(text: string): number | undefined {
  const epochMs = parseInt(text, momentBase);
  return Number.isSafeInteger(epochMs) && epochMs.toString(momentBase) === text && epochMs >= 0
    ? epochMs
    : undefined;
}

/** The inverse of pathKey; undefined when the text is no path. */
export function parsePathKey(key: string): Path | undefined {
  if (key === 'ok') return [];
  const decisions: Decision[] = [];
  for (const part of key.split(',')) {
    const decision = parseDecision(part);
    if (decision === undefined) return undefined;
    decisions.push(decision);
  }
  return decisions;
}

function parseDecision(text: string): Decision | undefined {
  const [, at, id] = /^([0-9A-Za-z]{8})=([A-Za-z0-9_-]+)$/.exec(text) ?? [];
  const outcome = id === undefined ? undefined : parseOutcomeId(id);
  if (at === undefined || outcome === undefined) return undefined;
  // A path names only what is not ok, and one key has one path.
  return outcome.kind === 'ok' || outcomeId(outcome) !== id ? undefined : { at, outcome };
}

function malformed(problem: string): ParsedToken {
  return { kind: 'malformed', problem };
}

function isDigest(text: string): boolean {
  return /^[0-9a-f]{8}$/.test(text);
}

/** FNV-1a with 32 bits, folded to 16 (Fowler, Noll, Vo; the fold is their advice). */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0');
}
