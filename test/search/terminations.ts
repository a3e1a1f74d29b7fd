import type { Settings } from '../../src/model/settings.js';
import type {
  EndReason,
  ExitStatus,
  ProgramEnd,
  RoleKind,
  Termination,
} from '../../src/model/termination.js';

const sut = {
  role: 'sut',
  name: 'client',
  file: '/usr/bin/client',
  argv: ['client'],
  env: {},
  envChanges: {},
  cwd: '/',
  stdin: '/dev/null',
  ready: { kind: 'auto' },
} as const;

export const settings: Settings = {
  sut,
  peers: [],
  drivers: [],
  probes: [],
  stop: { signal: 'SIGTERM', graceMs: 1000 },
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
    maxCheckpoints: 100_000,
    maxPaths: 100_000,
    timeMs: 60_000,
    cpuMs: 1000,
    wallMs: 10_000,
    virtualMs: 3_600_000,
    outputBytes: 65_536,
    checkpointBytes: 2 ** 30,
    noProgressMs: 1000,
    readyMs: 1000,
  },
  stopAtFirst: false,
  minimise: true,
  jobs: 1,
  engine: 'auto',
  verify: false,
  sealed: true,
  guest: { include: [], checkpoints: 'in-place', diskBytes: 2 ** 32 },
  oracle: { allowedExitCodes: [], failureIsDefect: false },
};

/** The same for a server that one driver uses. */
export const serverSettings: Settings = {
  ...settings,
  drivers: [{ ...sut, role: 'driver', name: 'driver', file: '/usr/bin/driver' }],
};

export function exited(code: number): ExitStatus {
  return { kind: 'exited', code };
}

export function signaled(signal: string): ExitStatus {
  return { kind: 'signaled', signal };
}

export function programEnd(
  role: RoleKind,
  status: ExitStatus | undefined,
  stderr = '',
): ProgramEnd {
  const ended = status === undefined ? {} : { status };
  return { role, program: role, ...ended, stdout: '', stderr };
}

export function termination(
  programs: readonly ProgramEnd[],
  reason: EndReason = { kind: 'sut-ended' },
): Termination {
  return { reason, programs, crashes: [], waiting: [], wallMs: 1, cpuMs: 1 };
}

export function sutExited(code: number): Termination {
  return termination([programEnd('sut', exited(code))]);
}
