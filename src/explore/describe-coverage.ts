import { grouped } from '../support/grouped.js';
import type { Coverage, Cut, LevelCoverage } from './coverage.js';
import type { FaultLimits } from './fault-bounds.js';

/** `all paths with at most 1 fault: complete (31); with 2: 312 of 1,240` */
export function describeCoverage(coverage: Coverage): string {
  const complete = coverage.levels.filter((level) => level.complete);
  const open = coverage.levels.slice(complete.length);
  const openParts = open.map((level) => openPart(coverage.limits.maxFaults, level));
  return [
    ...completePart(coverage, complete),
    ...openParts,
    ...joinedPart(coverage),
    ...alikePart(coverage),
  ].join('; ');
}

function completePart(coverage: Coverage, levels: readonly LevelCoverage[]): readonly string[] {
  if (levels.length === 0) return [];
  const faults = coverage.complete ? coverage.limits.maxFaults : levels.length - 1;
  const paths = levels.reduce((sum, level) => sum + level.done, 0);
  const within = [atMost(faults), ...perPlace(coverage.limits, faults)].join(', ');
  return [`all paths ${within}: complete (${grouped(paths)})`];
}

/** Bounds that hide nothing at this number of faults go without saying. */
function perPlace(limits: FaultLimits, faults: number): readonly string[] {
  const { maxFaultsPerSite = faults, maxFaultsPerSocket = faults } = limits;
  return [
    ...(maxFaultsPerSite < faults ? [`${grouped(maxFaultsPerSite)} per call site`] : []),
    ...(maxFaultsPerSocket < faults ? [`${grouped(maxFaultsPerSocket)} per socket`] : []),
  ];
}

function alikePart({ levels }: Coverage): readonly string[] {
  const alike = levels.reduce((sum, level) => sum + level.alike, 0);
  return alike === 0 ? [] : [`left out as alike: ${grouped(alike)}`];
}

function joinedPart({ joined }: Coverage): readonly string[] {
  if (joined === 0) return [];
  return [`${grouped(joined)} of them came to a state that was explored already`];
}

function openPart(maxFaults: number, level: LevelCoverage): string {
  const { faults, done, known, final, cutBy } = level;
  const label = faults === 0 ? 'without a fault' : `with ${grouped(faults)}`;
  if (known === 0 && cutBy.length === 0) {
    return `${label}${faults < maxFaults ? ' or more' : ''}: none known yet`;
  }
  const total = `${final ? '' : 'at least '}${grouped(known)}`;
  return [`${label}: ${grouped(done)} of ${total}`, ...remarks(level)].join(', ');
}

function remarks(level: LevelCoverage): readonly string[] {
  const diverged = level.diverged === 0 ? [] : [`${grouped(level.diverged)} diverged`];
  return [...diverged, ...level.cutBy.map((cut) => cutText[cut])];
}

const cutText: Readonly<Record<Cut, string>> = {
  depth: 'cut by the depth bound',
  checkpoints: 'cut by the checkpoint bound',
};

function atMost(faults: number): string {
  if (faults === 0) return 'without a fault';
  return `with at most ${grouped(faults)} ${faults === 1 ? 'fault' : 'faults'}`;
}
