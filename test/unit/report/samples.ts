import type { ChoicePoint } from '../../../src/model/choice-point.js';
import type { Outcome } from '../../../src/model/outcome.js';
import { pathKey, type Path } from '../../../src/model/path.js';
import type { Defect } from '../../../src/model/run.js';
import type { ProgramSettings } from '../../../src/model/settings.js';
import type { Termination } from '../../../src/model/termination.js';
import type { ReportInput } from '../../../src/report/report-input.js';

export const refused: Outcome = { kind: 'errno', errno: 'ECONNREFUSED' };
const reset: Outcome = { kind: 'errno', errno: 'ECONNRESET' };

const frames = [
  { module: 'client', path: '/x/client', address: 4660, function: 'dial', source: 'client.c:31' },
  { module: 'client', path: '/x/client', address: 8192, function: 'main' },
  { module: 'libc.so.6', path: '/lib/libc.so.6', address: 255 },
];

export const connectPoint: ChoicePoint = {
  name: 'connect client:5000 @main>dial #1',
  id: 'aaaaaaaa',
  call: 'connect',
  socket: {
    fd: 3,
    family: 'inet',
    type: 'stream',
    nonBlocking: false,
    listening: false,
    peer: '127.0.0.1:5000',
    role: 'client:5000',
  },
  process: 1,
  thread: 1,
  stack: frames,
  outcomes: [{ kind: 'ok' }, refused],
};

const readPoint: ChoicePoint = {
  ...connectPoint,
  name: 'read client:5000 @main #1',
  id: 'bbbbbbbb',
  call: 'read',
  bytes: 16,
  outcomes: [{ kind: 'ok' }, reset, { kind: 'eof' }],
};

export const crashed: Termination = {
  reason: { kind: 'sut-ended' },
  programs: [
    {
      role: 'sut',
      program: 'client',
      status: { kind: 'signaled', signal: 'SIGSEGV' },
      stdout: 'dialling\n',
      stderr: '\u001b[31mconnect: refused\u001b[0m\u0007\n',
    },
    { role: 'peer', program: 'server', stdout: '', stderr: '' },
  ],
  crashes: [
    { role: 'sut', program: 'client', process: 1, signal: 'SIGSEGV', stack: frames.slice(0, 1) },
  ],
  waiting: [],
  wallMs: 12,
  cpuMs: 3,
};

const crashPath: Path = [{ at: 'aaaaaaaa', outcome: refused }];
const verdict = { kind: 'crashed', crash: crashed.crashes[0] } as Defect['verdict'];

export const defect: Defect = {
  fingerprint: '0123abcd',
  verdict,
  path: crashPath,
  termination: crashed,
  sites: [connectPoint],
  count: 3,
};

const sut: ProgramSettings = {
  role: 'sut',
  name: 'client',
  file: '/x/client',
  argv: ['./client', '5000'],
  env: {},
  envChanges: {},
  cwd: '/x',
  stdin: '/dev/null',
  ready: { kind: 'auto' },
};

export const input: ReportInput = {
  settings: {
    sut,
    peers: [],
    drivers: [],
    probes: [],
    stop: { signal: 'SIGTERM', graceMs: 2000 },
    faults: { presets: ['representative'], rules: [], bare: false, persistence: 'once' },
    time: 'real',
    seed: 0,
    epochMs: 0,
    states: { visited: true, ignore: [], ignoreClock: false, printed: false },
    strategy: 'depth-first',
    strategySeed: 0,
    thorough: true,
    limits: {
      maxFaults: 2,
      maxDepth: 1000,
      maxCheckpoints: 100,
      maxPaths: 100,
      timeMs: 1000,
      cpuMs: 1000,
      wallMs: 1000,
      virtualMs: 3_600_000,
      outputBytes: 1000,
      checkpointBytes: 2 ** 30,
      noProgressMs: 1000,
      readyMs: 1000,
    },
    stopAtFirst: false,
    minimise: true,
    jobs: 1,
    engine: 'auto',
    guest: { include: [], checkpoints: 'in-place', diskBytes: 2 ** 32 },
    verify: false,
    sealed: true,
    oracle: { allowedExitCodes: [0], failureIsDefect: false },
  },
  configDigest: 'cafe0123',
  buildId: 'beef4567',
  engine: 'replay',
  points: [connectPoint, readPoint],
  requested: [
    { call: 'connect', outcome: 'ECONNREFUSED', status: 'fired', paths: 2 },
    {
      call: 'accept',
      outcome: 'ECONNABORTED',
      status: 'not reachable',
      paths: 0,
      reason: 'the call was never made',
    },
  ],
  runs: [
    { path: [], verdict: { kind: 'passed' }, exits: { client: 'exit 0', server: 'running' } },
    { path: crashPath, verdict, exits: { client: 'SIGSEGV', server: 'running' } },
    {
      path: [{ at: 'bbbbbbbb', outcome: reset }],
      verdict: { kind: 'failed', code: 1 },
      exits: { client: 'exit 1', server: 'exit 0' },
    },
    {
      path: [
        { at: 'bbbbbbbb', outcome: reset },
        { at: 'aaaaaaaa', outcome: refused },
      ],
      verdict,
      exits: { client: 'SIGSEGV' },
    },
  ],
  defects: [defect],
  coverage: {
    statement: 'all paths with at most 1 fault: complete (3); with 2: 1 of 2',
    levels: [{ faults: 0, done: 1, known: 1, diverged: 0, complete: true, alike: 0 }],
  },
  counters: {
    paths: 4,
    choicePoints: 2,
    checkpoints: 1240,
    diverged: 1,
    complete: false,
    wallMs: 3210,
  },
  symptomOf: ({ kind }) => `looks like ${kind}`,
  tokenOf: (path) => `cp1:${pathKey(path)}`,
  replayCommand: (token) => `chokepoint replay ${token} -- ./client 5000`,
  notes: ['the engine rewind is not available here'],
};
