import { constants } from 'node:os';
import { z } from 'zod';
import { engines, faultPresets, guestCheckpoints, timeModes } from '../model/settings.js';
import { epochExpected, epochMsOf } from './epoch.js';
import { filled, flag, listOf, milliseconds, oneOf, port, strict, whole } from './expectations.js';
import { parseIgnored } from '../model/ignored-bytes.js';
import type { OraclePredicate } from '../model/oracle-predicate.js';
import { dnsSchema } from './dns-schema.js';
import { programSchema } from './program-schema.js';
import { strategySchema } from './strategy-schema.js';

export const lastSeed = 2 ** 32 - 1;

const many = (min: number): z.ZodNumber => whole(min, Number.MAX_SAFE_INTEGER);

const persistenceError = 'expected "once", "always" or { times }';

const persistence = z.union(
  [
    z.enum(['once', 'always'], { error: persistenceError }),
    strict({ times: whole(1, 999_999).describe('At so many calls in all') }),
  ],
  { error: persistenceError },
);

const faultRule = strict({
  call: filled('a call name').optional().describe('System call, such as "connect"'),
  outcomes: listOf(filled('an outcome'), 'outcomes')
    .min(1, { error: 'expected at least one outcome' })
    .optional()
    .describe('Outcomes to try; without it, those of the preset'),
  address: filled('an address').optional().describe('Address of the peer or of the socket itself'),
  port: port().optional().describe('Port of the peer or of the socket itself'),
  fd: whole(0, 2 ** 31 - 1)
    .optional()
    .describe('File descriptor'),
  function: filled('a function name').optional().describe('Function that stands in the stack'),
  nth: many(1).optional().describe('Only the n-th match of the other fields in a run, from 1'),
  persistence: persistence.optional().describe('How often the outcome happens once it is chosen'),
});

const presetNames = faultPresets.map((name) => `"${name}"`).join(', ');
const faultsError = `expected ${presetNames}, or { preset, rules, bare, persistence }`;
const presetError = `expected ${presetNames}, or a list of them`;

const preset = z.union(
  [
    z.enum(faultPresets, { error: presetError }),
    z
      .array(z.enum(faultPresets, { error: presetError }), { error: presetError })
      .min(1, { error: 'expected at least one preset' }),
  ],
  { error: presetError },
);

const faults = z.union(
  [
    z.enum(faultPresets, { error: faultsError }),
    strict({
      preset: preset.default('representative').describe('Which outcomes are tried'),
      rules: listOf(faultRule, 'rules').default([]).describe('Where; without rules, everywhere'),
      bare: flag().default(false).describe('Overwrite results only: the world knows nothing'),
      persistence: persistence.default('once').describe('How often an outcome happens'),
    }),
  ],
  { error: faultsError },
);

const limits = strict({
  maxFaults: many(0).default(2).describe('Injected faults on one path'),
  maxFaultsPerSite: many(1).optional().describe('Of these, at one call site'),
  maxFaultsPerSocket: many(1).optional().describe('Of these, at one socket'),
  maxDepth: many(1).default(1000).describe('Choice points on one path that may branch'),
  maxCheckpoints: many(1).default(100_000).describe('Checkpoints of the exploration'),
  maxPaths: many(1).default(100_000).describe('Paths of the exploration'),
  timeMs: milliseconds(0).default(0).describe('Time for the whole exploration; 0: no limit'),
  cpuMs: milliseconds().default(10_000).describe('CPU time of one run'),
  wallMs: milliseconds().default(30_000).describe('Wall-clock time of one run'),
  virtualMs: milliseconds().default(3_600_000).describe('Time of the world in one run'),
  outputBytes: many(1)
    .default(16 * 2 ** 20)
    .describe('Output of one stream in one run, in bytes'),
  checkpointBytes: many(1)
    .default(2 ** 30)
    .describe('Memory for the checkpoints of one world, in bytes'),
  noProgressMs: milliseconds()
    .default(1000)
    .describe('How long everything must wait for nothing before a run counts as hung'),
  readyMs: milliseconds().default(10_000).describe('How long a program may take to be ready'),
});

const stop = strict({
  signal: z
    .string({ error: 'expected a signal name' })
    .refine((name) => name in constants.signals, { error: 'expected a signal such as "SIGTERM"' })
    .default('SIGTERM')
    .describe('Signal that asks a server to stop'),
  graceMs: milliseconds().default(2000).describe('How long it may take to stop'),
});

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

const oracle = strict({
  allowedExitCodes: listOf(whole(0, 255), 'exit codes')
    .default([0])
    .describe('Exit codes that pass'),
  failureIsDefect: flag().default(false).describe('Whether another exit code is a defect'),
  predicate: z
    .custom<OraclePredicate>(isFunction, { error: 'expected a function' })
    .optional()
    .describe('Own judgement of a finished run: a returned text rejects it'),
});

const guest = strict({
  kernel: filled('a file').optional().describe('Kernel of the machine, a bzImage or an ELF file'),
  memoryBytes: many(64 * 2 ** 20)
    .optional()
    .describe('Memory of the machine, in bytes'),
  include: listOf(filled('a path'), 'paths').default([]).describe('Files and directories in it'),
  checkpoints: oneOf(guestCheckpoints).default('in-place').describe('How checkpoints are taken'),
  diskBytes: many(1)
    .default(4 * 2 ** 30)
    .describe('Room for the checkpoint files of one world, in bytes'),
});

const epochError = `expected ${epochExpected}`;

const epoch = z
  .union([z.string(), z.number()], { error: epochError })
  .refine((value) => epochMsOf(value) !== undefined, { error: epochError });

const ignoredError = 'expected "symbol" or "symbol+offset:length"';

const states = strict({
  visited: flag().default(true).describe('Whether a state that was explored ends a run'),
  ignore: listOf(
    z
      .string({ error: ignoredError })
      .refine((text) => parseIgnored(text) !== undefined, { error: ignoredError }),
    'variables',
  )
    .default([])
    .describe('Global variables in which equal states may differ'),
  ignoreClock: flag().default(false).describe('Whether reading the clock changes no state'),
});

/** The one schema: the user's type, the defaults, the help texts and the JSON schema. */
export const configSchema = strict({
  $schema: z.string().optional().describe('JSON schema, for editors'),
  sut: programSchema.optional().describe('The program under test'),
  peers: listOf(programSchema, 'programs').default([]).describe('Started before the program'),
  drivers: listOf(programSchema, 'programs')
    .default([])
    .describe('Clients of a program that is a server, started once it is ready'),
  probe: z
    .union([z.literal(false), listOf(programSchema, 'programs').min(1)], {
      error: 'expected a list of programs, or false',
    })
    .optional()
    .describe('Clients that the server must serve after the faults; without it, the drivers'),
  stop: stop.prefault({}).describe('How a server is stopped'),
  faults: faults.prefault('representative').describe('Which outcomes are tried, and where'),
  states: states.prefault({}).describe('Which states count as the same'),
  strategy: strategySchema.default('fewest-faults').describe('Order of the search'),
  strategySeed: whole(0, lastSeed).default(0).describe('What strategies draw from'),
  thorough: flag().default(false).describe('Explore also the faults that are alike'),
  limits: limits.prefault({}).describe('Bounds of the search and of one run'),
  stopAtFirst: flag().default(false).describe('End with the first defect'),
  minimise: flag().default(true).describe('Look for fewer faults that show the same defect'),
  coverage: flag().default(false).describe('Count lines and branches (gcc --coverage)'),
  time: oneOf(timeModes).default('virtual').describe('Whose clock the programs go by'),
  seed: whole(0, lastSeed).default(0).describe('What random bytes come from'),
  epoch: epoch.optional().describe('What time it is when a run begins; without it, the present'),
  jobs: whole(1, 1024).default(1).describe('Worlds that are explored at the same time'),
  engine: oneOf(engines).default('auto').describe('How a checkpoint is restored'),
  guest: guest.prefault({}).describe('The machine of the engine qemu'),
  verify: flag().default(false).describe('Compare every restored world with what was saved'),
  sealed: flag().default(true).describe('Run in fresh namespaces'),
  dns: dnsSchema.optional().describe('Names that a resolver in the world knows; true: all'),
  oracle: oracle.prefault({}).describe('What counts as a defect'),
  evidence: z
    .union([z.literal(false), filled('a directory')], { error: 'expected a directory, or false' })
    .optional()
    .describe('Where each defect gets a directory with its evidence'),
});

/** What a configuration file may say: every field is optional. */
export type UserConfig = z.input<typeof configSchema>;

/** A configuration with every default filled in; programs are still as the user wrote them. */
export type FullConfig = z.output<typeof configSchema>;

export type FullFaultRule = z.output<typeof faultRule>;

function isRepresented(branch: object): boolean {
  return Object.keys(branch).length > 0;
}

/** JSON schema (draft 2020-12) of a configuration file; functions are left out. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // What may be a function could otherwise be anything.
      if (jsonSchema.anyOf) jsonSchema.anyOf = jsonSchema.anyOf.filter(isRepresented);
    },
  });
}
