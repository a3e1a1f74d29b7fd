import { buildDefect } from './build-defect.js';
import { choicePointResults } from './choice-point-results.js';
import type { ReportedRun, ReportInput } from './report-input.js';
import { reportVersion, type Report } from './report-schema.js';

/** The report as data: valid under schema/report.schema.json, and the source of every view. */
export function buildReport(input: ReportInput): Report {
  const { sut, faults, seed, epochMs, strategy, strategySeed, thorough } = input.settings;
  return {
    format: 'chokepoint-report',
    version: reportVersion,
    engine: input.engine,
    program: {
      name: sut.name,
      file: sut.file,
      arguments: [...sut.argv.slice(1)],
      buildId: input.buildId,
    },
    configDigest: input.configDigest,
    faults: { presets: [...faults.presets], bare: faults.bare },
    seed,
    epoch: new Date(epochMs).toISOString(),
    search: { strategy, seed: strategySeed, thorough, ...reach(input) },
    summary: buildSummary(input),
    ...(input.history === undefined ? {} : { history: input.history }),
    ...(input.inputs === undefined ? {} : { inputs: input.inputs }),
    defects: input.defects.map((defect) => buildDefect(input, defect)),
    paths: input.runs.map((run) => buildPath(input, run)),
    choicePoints: choicePointResults(input.points, input.runs),
    requested: [...input.requested],
    ...(input.lineCoverage === undefined ? {} : { lineCoverage: input.lineCoverage }),
    notes: [...input.notes],
  };
}

/** What of all that could be explored is meant by "everything". */
function reach({ settings, shard }: ReportInput): Partial<Report['search']> {
  const { maxFaults, maxFaultsPerSite, maxFaultsPerSocket, maxDepth } = settings.limits;
  const limits = {
    maxFaults,
    ...(maxFaultsPerSite === undefined ? {} : { maxFaultsPerSite }),
    ...(maxFaultsPerSocket === undefined ? {} : { maxFaultsPerSocket }),
    maxDepth,
  };
  return { limits, ...(shard && { shard: { parts: [shard.part], of: shard.of } }) };
}

function buildSummary({ counters, coverage, edges, defects }: ReportInput): Report['summary'] {
  const { paths, choicePoints, checkpoints, diverged, complete, wallMs } = counters;
  const { checkpointBytes } = counters;
  const levels = coverage.levels.map((level) => ({
    faults: level.faults,
    done: level.done,
    known: level.known,
    diverged: level.diverged,
    complete: level.complete,
    alike: level.alike,
    ...(level.cutBy?.length ? { cutBy: [...level.cutBy] } : {}),
  }));
  return {
    paths,
    choicePoints,
    checkpoints,
    ...(checkpointBytes === undefined ? {} : { checkpointBytes }),
    defects: defects.length,
    diverged,
    complete,
    wallMs,
    alike: levels.reduce((sum, { alike }) => sum + alike, 0),
    coverage: { statement: coverage.statement, levels },
    ...(edges === undefined ? {} : { edges }),
  };
}

function buildPath(input: ReportInput, run: ReportedRun): Report['paths'][number] {
  return {
    token: input.tokenOf(run.path),
    faults: run.path.length,
    verdict: run.verdict.kind,
    exit: run.exits[input.settings.sut.name] ?? 'running',
    exits: { ...run.exits },
    ...(run.unchanged === true ? { unchanged: run.unchanged } : {}),
  };
}
