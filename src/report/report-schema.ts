import { z } from 'zod';
import { history, inputs } from './history-schema.js';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const reportVersion = 1;
export const reportFormat = 'chokepoint-report';

const count = z.int().min(0);

const frame = z.strictObject({
  function: z.string().optional().describe('Name, where a symbol table covers the address'),
  module: z.string().describe('Basename of the program or library'),
  address: z.string().describe('Address inside the module, hexadecimal'),
  source: z.string().optional().describe('file:line, where debug information is present'),
  inlined: z.literal(true).optional().describe('Inlined into the function of the next frame'),
  code: z
    .strictObject({ first: count.describe('Number of the first line'), lines: z.array(z.string()) })
    .optional()
    .describe('The source around it, where it can be read and is not newer than the program'),
});

const verdictKind = z.enum([
  'passed',
  'failed',
  'crashed',
  'crash-status',
  'sanitizer',
  'hang',
  'did-not-stop',
  'server-ended',
  'probe-failed',
  'leak',
  'rejected',
  'diverged',
  'joined',
]);

const socket = {
  call: z.string().describe('System call'),
  role: z.string().describe('What the socket is for, such as client:5000'),
};

const fault = z.strictObject({
  name: z.string().describe('Stable name of the choice point'),
  id: z.string().describe('Its short form in tokens'),
  ...socket,
  outcome: z.string().describe('What was injected'),
  happened: count.describe('How often on this path: some happen again at later calls'),
  stack: z.array(frame).describe('Call stack, innermost first'),
});

const output = z.strictObject({
  program: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  tail: z.string().describe('The end of what it wrote'),
});

const recordedCall = z.strictObject({
  program: z.string(),
  process: count.describe('Running number of the process in the run, from 1'),
  thread: count.describe('The same of the thread in its process'),
  ...socket,
  connection: z.string().optional().describe('Equal at both ends'),
  direction: z.enum(['sent', 'received']).optional(),
  result: z
    .string()
    .describe('Number, name of an errno, "killed", "waiting" at the end, or "unknown"'),
  bytes: count.optional().describe('How many were moved'),
  data: z.string().optional().describe('The first of them, escaped; or what the call told'),
  timeMs: z.number().min(0).describe("By the world's clock, from the beginning of the run"),
  point: z.string().optional().describe('Name of the choice point, where it is one'),
  outcome: z.string().optional().describe('What was injected'),
  leftOut: count.optional().describe('How many calls before this one are not listed'),
});

const defect = z.strictObject({
  fingerprint: z.string().describe('Equal for equal defects, also in later explorations'),
  symptom: z.string().optional().describe('Equal for defects that look alike, whatever the fault'),
  verdict: verdictKind,
  description: z.string().describe('One sentence'),
  token: z.string().describe('Names the path'),
  replay: z.string().describe('Command that runs the path again'),
  count: count.describe('Runs that showed this defect'),
  faults: z.array(fault).describe('What was injected on the path, in order'),
  reducedFrom: count
    .optional()
    .describe('Faults of the path that was found, where fewer or simpler ones do the same'),
  output: z.array(output),
  crash: z
    .strictObject({ program: z.string(), signal: z.string(), stack: z.array(frame) })
    .optional(),
  waiting: z
    .array(z.strictObject({ call: z.string(), stack: z.array(frame) }))
    .describe('For hangs: where the threads stood'),
  timeline: z
    .array(recordedCall)
    .optional()
    .describe('What all programs did with their sockets, in the order in which calls ended'),
  evidence: z
    .string()
    .optional()
    .describe('Directory with the evidence, from where the exploration ran'),
});

const path = z.strictObject({
  token: z.string(),
  faults: count,
  verdict: verdictKind,
  exit: z.string().describe('How the program under test ended: "exit 1", "SIGSEGV", "running"'),
  exits: z.record(z.string(), z.string()).describe('The same for every program, by name'),
  unchanged: z.literal(true).optional().describe('Taken from an earlier exploration, not run'),
});

const triedOutcome = z.strictObject({
  outcome: z.string(),
  result: z
    .string()
    .optional()
    .describe('Verdict of the run with this fault alone; absent when there was none'),
  runs: count.describe('Runs in which this outcome was injected here'),
});

const choicePoint = z.strictObject({
  name: z.string(),
  id: z.string(),
  ...socket,
  outcomes: z.array(triedOutcome),
});

const requested = z.strictObject({
  rule: count.optional().describe('Position of the rule that asks; absent for the presets'),
  call: z.string().optional().describe('Calls, with slashes; absent where a rule means all'),
  outcome: z.string(),
  status: z
    .enum(['fired', 'not run', 'not reachable', 'not supported'])
    .describe('"not run": offered, but a bound or the end of the exploration came first'),
  paths: count.describe('Paths in which it happened'),
  reason: z.string().optional().describe('Why it did not happen'),
});

const faults = z.strictObject({
  presets: z.array(z.string()),
  bare: z.boolean().describe('Only results of calls were overwritten: the world knew nothing'),
});

const search = z.strictObject({
  strategy: z.string().describe('Order of the search'),
  seed: count.describe('What the strategy draws from, where it does'),
  thorough: z.boolean().describe('Whether faults that are alike were all tried'),
  limits: z
    .strictObject({
      maxFaults: count,
      maxFaultsPerSite: count.optional(),
      maxFaultsPerSocket: count.optional(),
      maxDepth: count,
    })
    .optional()
    .describe('Bounds of what counts as everything'),
  shard: z
    .strictObject({ parts: z.array(count).describe('From 1'), of: count })
    .optional()
    .describe('Which parts of the exploration these are; absent for the whole'),
});

const level = z.strictObject({
  faults: count,
  done: count.describe('Paths that ran to their end'),
  known: count.describe('Paths found so far'),
  diverged: count,
  complete: z.boolean().describe('Every path with at most this many faults was run'),
  alike: count.describe('Paths left out because a fault is alike to one that was tried'),
  cutBy: z.array(z.string()).optional().describe('Bounds that hid paths of this level'),
});

const edges = z.strictObject({
  count: count.describe('All that have a counter'),
  baseline: count.describe('Those that the run without a fault reached'),
  reached: count.describe('Those that any run reached'),
});

const summary = z.strictObject({
  paths: count,
  choicePoints: count,
  checkpoints: count,
  checkpointBytes: count
    .optional()
    .describe('Bytes that all checkpoints together took; absent when interrupted'),
  defects: count,
  diverged: count,
  complete: z.boolean().describe('Everything within the bounds was explored'),
  wallMs: z.number().min(0),
  alike: count.describe('Those of all levels together'),
  coverage: z.strictObject({ statement: z.string(), levels: z.array(level) }),
  edges: edges
    .optional()
    .describe("Edges of the program's control flow, with a strategy that reads counters"),
});

const lineShare = z.strictObject({ count, baseline: count, reached: count });

const lineCoverage = z.strictObject({
  kind: z.enum(['gcov', 'llvm']).describe('Whose counters'),
  lines: lineShare.describe('Of the source; those that the run without a fault, and any, reached'),
  branches: lineShare,
  functions: z.array(
    z.strictObject({
      file: z.string(),
      function: z.string(),
      line: count,
      branches: count,
      baseline: count.describe('Branches that the run without a fault reached'),
      reached: count.describe('Branches that any run reached'),
    }),
  ),
});

/** The report of one exploration; every other form of it is a view of this one. */
const reportSchema = z.strictObject({
  format: z.literal(reportFormat),
  version: z.literal(reportVersion),
  engine: z.string(),
  program: z.strictObject({
    name: z.string(),
    file: z.string(),
    arguments: z.array(z.string()),
    buildId: z.string(),
  }),
  configDigest: z.string(),
  faults,
  seed: count.describe('What the random bytes of the programs come from'),
  epoch: z.string().describe('What time it is when a run begins, as a date of ISO 8601'),
  search,
  summary,
  history: history.optional(),
  inputs: inputs.optional().describe('What the results depend on besides the configuration'),
  defects: z.array(defect),
  paths: z.array(path),
  choicePoints: z.array(choicePoint),
  requested: z.array(requested).describe('Every outcome that was asked for'),
  lineCoverage: lineCoverage.optional().describe('With `coverage`'),
  notes: z.array(z.string()),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedDefect = Report['defects'][number];
export type ReportedFrame = ReportedDefect['faults'][number]['stack'][number];
export type ReportedCall = NonNullable<ReportedDefect['timeline']>[number];
export type ReportedOutput = ReportedDefect['output'][number];

/** The value as a report, or what is wrong with it. Fields of a newer program are passed over. */
export function readableReport(value: unknown): Report | string {
  const parsed = reportSchema.safeParse(value);
  const problems = parsed.error?.issues.filter(({ code }) => code !== 'unrecognized_keys') ?? [];
  return problems.length === 0 ? (value as Report) : z.prettifyError({ issues: problems });
}

/** What is committed as schema/report.schema.json (JSON Schema, draft 2020-12). */
export function reportJsonSchema(): unknown {
  return { title: 'Chokepoint report', ...z.toJSONSchema(reportSchema) };
}
