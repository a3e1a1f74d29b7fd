import type { LlvmProfile } from '../tracer/counters/llvm-profile.js';
import { rawVersion } from './raw-profile.js';

/** Whose raw profiles are laid out as ours, and whose tools read them: all of them the same. */
export const knownClangs = { first: 14, last: 17 } as const;

export function isKnownProfile({ version }: LlvmProfile): boolean {
  return version === rawVersion;
}

/** `10`, or `8, variant 0x10` where not each counter has eight bytes, say. */
export function versionText({ version }: LlvmProfile): string {
  if (version === undefined) return 'none, because it was stripped';
  const variant = version >> 56n;
  const number = String(BigInt.asUintN(56, version));
  return variant === 0n ? number : `${number}, variant 0x${variant.toString(16)}`;
}

/** The oldest tools that read all of these: newer ones read what older compilers have made. */
export function clangOf(profiles: readonly LlvmProfile[]): number {
  return Math.max(...profiles.map(({ compiler }) => compiler ?? knownClangs.first));
}
