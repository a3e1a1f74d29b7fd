import { basename, dirname } from 'node:path';
import { neededPaths } from '../../src/campaign/needed-paths.js';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import { parseOutcomeId, type Outcome } from '../../src/model/outcome.js';
import type { Limits, ProgramSettings, Settings } from '../../src/model/settings.js';
import type { ProgramEnd, Termination } from '../../src/model/termination.js';
import { beginning, type Travel, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import type * as remote from '../../src/worker/remote-world.js';
import { buildIfStale } from './built-dist.js';

const limits: Limits = {
  maxFaults: 2,
  maxDepth: 100,
  maxCheckpoints: 1000,
  maxPaths: 1000,
  timeMs: 60_000,
  cpuMs: 10_000,
  wallMs: 20_000,
  virtualMs: 3_600_000,
  outputBytes: 16 << 20,
  checkpointBytes: 2 ** 30,
  noProgressMs: 200,
  readyMs: 10_000,
};

/** A program with everything but its arguments left as usual. */
export function program(
  role: ProgramSettings['role'],
  argv: readonly string[],
  changes: Partial<ProgramSettings> = {},
): ProgramSettings {
  const file = argv[0] ?? '';
  return {
    role,
    name: `${role}-${basename(file)}`,
    file,
    argv,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    envChanges: {},
    cwd: dirname(file),
    stdin: '/dev/null',
    ready: { kind: 'auto' },
    ...changes,
  };
}

interface WorldPlan extends Partial<Omit<Settings, 'sut' | 'limits'>> {
  readonly limits?: Partial<Limits>;
}

/** @param sut its arguments, or all of its settings */
export function settingsFor(
  sut: readonly string[] | ProgramSettings,
  plan: WorldPlan = {},
): Settings {
  return {
    sut: 'role' in sut ? sut : program('sut', sut),
    peers: [],
    drivers: [],
    states: { visited: false, ignore: [], ignoreClock: false, printed: false },
    probes: [],
    stop: { signal: 'SIGTERM', graceMs: 2000 },
    faults: { presets: ['all'], rules: [], bare: false, persistence: 'once' },
    time: 'virtual',
    seed: 0,
    epochMs: Date.UTC(2026, 0, 1),
    strategy: 'depth-first',
    strategySeed: 0,
    thorough: true,
    stopAtFirst: false,
    minimise: false,
    jobs: 1,
    engine: 'replay',
    guest: { include: [], checkpoints: 'in-place', diskBytes: 2 ** 32 },
    verify: false,
    sealed: true,
    oracle: { allowedExitCodes: [], failureIsDefect: false },
    ...plan,
    limits: { ...limits, ...plan.limits },
  };
}

/** The n-th choice point, from 1, of a call gets this outcome; all others get `ok`. */
interface Forced {
  readonly call: string;
  readonly nth?: number;
  readonly outcome: string;
}

/** One finished run, and what the program under test wrote. */
export class Finished {
  constructor(
    readonly points: readonly ChoicePoint[],
    readonly termination: Termination,
    private readonly name: string,
  ) {}

  get calls(): readonly string[] {
    return this.points.map(({ call }) => call);
  }

  get sut(): ProgramEnd {
    const end = this.termination.programs.find((candidate) => candidate.program === this.name);
    return present(end, 'the program under test was never started');
  }

  get stdout(): string {
    return this.sut.stdout;
  }

  get exitCode(): number | undefined {
    return this.sut.status?.kind === 'exited' ? this.sut.status.code : undefined;
  }
}

/** The built worker in a process of its own: tracing here would take the runner's children. */
export async function openWorld(settings: Settings): Promise<remote.RemoteWorld> {
  buildIfStale();
  const url = new URL('../../dist/worker/remote-world.js', import.meta.url).href;
  const module = (await import(url)) as typeof remote;
  return module.RemoteWorld.open(settings, neededPaths(settings));
}

/** A world that is run again and again from its beginning. */
export class FixtureWorld implements AsyncDisposable {
  private constructor(
    private readonly world: World,
    private readonly settings: Settings,
  ) {}

  static async open(...args: Parameters<typeof settingsFor>): Promise<FixtureWorld> {
    const settings = settingsFor(...args);
    return new FixtureWorld(await openWorld(settings), settings);
  }

  /** @throws when the forced choice point is never met */
  async run(...forced: readonly Forced[]): Promise<Finished> {
    const points: ChoicePoint[] = [];
    this.world.restore(beginning);
    for (;;) {
      const step = await this.world.runToChoice();
      if (step.kind === 'diverged') throw new Error(`never met ${step.expected}`);
      if (step.kind === 'ended') {
        requireMet(points, forced);
        return new Finished(points, step.termination, this.settings.sut.name);
      }
      points.push(step.point);
      this.world.decide(outcomeAt(points, forced));
    }
  }

  async travel(): Promise<Travel> {
    return this.world.travel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }
}

/** The fault-free run of a program in a world of its own. */
export async function runOnce(...args: Parameters<typeof settingsFor>): Promise<Finished> {
  await using world = await FixtureWorld.open(...args);
  return await world.run();
}

function isAt(points: readonly ChoicePoint[], { call, nth = 1 }: Forced): boolean {
  const same = points.filter((point) => point.call === call);
  return points.at(-1)?.call === call && same.length === nth;
}

function outcomeAt(points: readonly ChoicePoint[], forced: readonly Forced[]): Outcome {
  const found = forced.find((candidate) => isAt(points, candidate));
  return present(parseOutcomeId(found?.outcome ?? 'ok'), 'no outcome');
}

function requireMet(points: readonly ChoicePoint[], forced: readonly Forced[]): void {
  for (const { call, nth = 1 } of forced) {
    const met = points.filter((point) => point.call === call).length;
    if (met < nth) throw new Error(`${call} was met ${String(met)} times`);
  }
}
