import { z } from 'zod';
import type { ChoicePoint } from '../model/choice-point.js';
import { pathKey } from '../model/path.js';
import type { Run } from '../model/run.js';
import { exitLabel, type ProgramEnd, type Termination } from '../model/termination.js';
import { parsePathKey } from '../model/token.js';
import type { Verdict } from '../model/verdict.js';
import { present } from '../support/assert.js';
import type { Dictionary } from './dictionary.js';

/** A finished run, and where it started (the explorer's key). */
export interface RunRecord {
  readonly from: string;
  readonly run: Run;
}

/**
 * A point is the number of its definition, then what differs from run to run: bytes, local and
 * peer address, and the state of the world where it was looked at. What no run of the tool can
 * have written is refused; the rest is trusted.
 */
const pointSchema = z.tuple(
  [
    z.number().int().nonnegative(),
    z.number().nullable(),
    z.string().nullable(),
    z.string().nullable(),
  ],
  z.string(),
);

const edgesSchema = z.object({
  module: z.string(),
  count: z.number(),
  reached: z.array(z.number()).readonly(),
});

const kindSchema = z.looseObject({ kind: z.string() });

export const recordSchema = z.object({
  from: z.string(),
  path: z.string().refine((key) => parsePathKey(key) !== undefined),
  verdict: z.custom<Verdict>((value) => kindSchema.safeParse(value).success),
  exit: z.string(),
  points: z.array(pointSchema),
  termination: z.looseObject({
    programs: z.array(z.looseObject({ stdout: z.number(), stderr: z.number() })),
  }),
  opened: z.array(edgesSchema).readonly().optional(),
});

type Recorded = z.infer<typeof recordSchema>;

export function encodeRecord({ from, run }: RunRecord, dictionary: Dictionary): Recorded {
  const { path, points, termination, verdict, opened } = run;
  const sut = termination.programs.find(({ role }) => role === 'sut');
  const programs = termination.programs.map((program) => encodeProgram(program, dictionary));
  return {
    from,
    path: pathKey(path),
    verdict,
    exit: exitLabel(sut?.status),
    points: points.map((point) => encodePoint(point, dictionary)),
    termination: { ...termination, programs },
    ...(opened === undefined ? {} : { opened }),
  };
}

export function decodeRecord(recorded: Recorded, dictionary: Dictionary): RunRecord {
  const { from, verdict, opened } = recorded;
  const path = present(parsePathKey(recorded.path), 'a checked path');
  const points = recorded.points.map((point) => decodePoint(point, dictionary));
  const programs = recorded.termination.programs.map((program) => ({
    ...program,
    stdout: dictionary.value(program.stdout),
    stderr: dictionary.value(program.stderr),
  }));
  const termination = { ...recorded.termination, programs } as unknown as Termination;
  const run = { path, points, termination, verdict };
  return { from, run: opened === undefined ? run : { ...run, opened } };
}

function encodeProgram(program: ProgramEnd, dictionary: Dictionary) {
  const { stdout, stderr } = program;
  return { ...program, stdout: dictionary.number(stdout), stderr: dictionary.number(stderr) };
}

type RecordedPoint = z.infer<typeof pointSchema>;

function encodePoint(point: ChoicePoint, dictionary: Dictionary): RecordedPoint {
  const { bytes, state, ...rest } = point;
  const { local, peer, ...socket } = rest.socket;
  const define = dictionary.number({ ...rest, socket });
  const seen = state === undefined ? [] : [state];
  return [define, bytes ?? null, local ?? null, peer ?? null, ...seen];
}

function decodePoint(recorded: RecordedPoint, dictionary: Dictionary): ChoicePoint {
  const [define, bytes, local, peer, state] = recorded;
  const point = dictionary.value(define) as ChoicePoint;
  const ends = { ...(local === null ? {} : { local }), ...(peer === null ? {} : { peer }) };
  const socket = { ...point.socket, ...ends };
  const seen = state === undefined ? {} : { state };
  return { ...point, socket, ...(bytes === null ? {} : { bytes }), ...seen };
}
