import { writeFileSync } from 'node:fs';
import { requestsOf } from '../../../src/choice/requests.js';
import { createStrategy } from '../../../src/explore/create-strategy.js';
import type { FinishedRun } from '../../../src/explore/events.js';
import { search } from '../../../src/explore/explorer.js';
import { outcomeId } from '../../../src/model/outcome.js';
import type { Settings } from '../../../src/model/settings.js';
import type { World } from '../../../src/model/world.js';
import { isDefect } from '../../../src/oracle/is-defect.js';
import { judge } from '../../../src/oracle/judge.js';
import { openWorld, program, settingsFor } from '../explore-fixture.js';
import type { Workbench } from '../workbench.js';

/** What was printed on a path, and by the fault on it. */
interface Played {
  readonly call: string;
  /** Empty on the path without a fault. */
  readonly outcome: string;
  readonly printed: string;
}

interface Explored {
  readonly played: readonly Played[];
  /** In how many paths what was asked for happened: `CALL OUTCOME`, as the catalogue has them. */
  readonly fired: ReadonlyMap<string, number>;
}

/** A world in which one scene after the other is explored, with every outcome that can be. */
export class SceneExplorer implements AsyncDisposable {
  private constructor(
    private readonly input: string,
    private readonly settings: Settings,
    private readonly world: World,
  ) {}

  static async open(bench: Workbench): Promise<SceneExplorer> {
    const input = bench.path('scene');
    writeFileSync(input, '');
    const sut = program('sut', [await bench.compile('outcomes/scenes')], { stdin: input });
    const rules = [{ function: 'tried' }];
    const faults = { presets: ['all'], rules, bare: false, persistence: 'once' } as const;
    const dns = { 'db.example': ['127.0.0.1'] };
    const settings = settingsFor(sut, { faults, dns, engine: 'rewind', limits: { maxFaults: 1 } });
    return new SceneExplorer(input, settings, await openWorld(settings));
  }

  async explore(scene: string, call: string): Promise<Explored> {
    writeFileSync(this.input, `${scene} ${call}`);
    const played: Played[] = [];
    const requests = requestsOf(this.settings.faults);
    const counts = await this.search(
      requests.map(({ outcome }) => outcome),
      (run) => {
        played.push(whatWasPlayed(run));
      },
    );
    const fired = requests.map(
      ({ call = '', outcome }, i) => [`${call} ${outcome}`, counts[i]?.paths ?? 0] as const,
    );
    return { played, fired: new Map(fired) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }

  private async search(
    requests: readonly string[],
    onRun: (run: FinishedRun) => void,
  ): Promise<Awaited<ReturnType<typeof search>>['requests']> {
    const { settings, world } = this;
    const found = await search({
      worlds: [world],
      strategy: createStrategy(settings, undefined),
      limits: settings.limits,
      thorough: settings.thorough,
      stopAtFirst: false,
      requests,
      oracle: {
        judge: (termination) => judge(termination, settings, undefined),
        isDefect: (verdict) => isDefect(verdict, settings),
      },
      events: { onPoint: () => undefined, onRun, onDefect: () => undefined },
      recorded: new Map(),
      signal: new AbortController().signal,
      now: () => performance.now(),
    });
    return found.requests;
  }
}

function whatWasPlayed({ run, sites }: FinishedRun): Played {
  const sut = run.termination.programs.find(({ role }) => role === 'sut');
  const [decision] = run.path;
  return {
    call: sites[0]?.call ?? '',
    outcome: decision === undefined ? '' : outcomeId(decision.outcome),
    printed: sut?.stdout ?? '',
  };
}
