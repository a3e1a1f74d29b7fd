import path from 'node:path';
import { StoppingWorld, type StopPlace } from '../explore/stopping-world.js';
import type { Stop, StoppableWorld } from '../model/stop.js';
import { whereItShows } from '../oracle/where-it-shows.js';
import { stopText } from '../report/stop-text.js';
import { shellQuote } from '../report/shell-quote.js';
import { OperatorError } from '../support/operator-error.js';
import type { CoreTarget } from './core-target.js';
import type { LiveView } from './live/live-view.js';
import type { Replayed, Replays } from './replays.js';
import type { ReplayRequest } from './requests.js';
import type { Screen } from './screen.js';

/** What is done where a replay stands still; the run goes on afterwards. */
export class StoppedReplay {
  private stood = false;

  constructor(
    private readonly request: ReplayRequest,
    private readonly target: CoreTarget | undefined,
    private readonly screen: Screen,
    private readonly view: LiveView | undefined,
  ) {}

  /** A run that stands still there. */
  async run(replays: Replays, world: StoppableWorld, place: StopPlace): Promise<Replayed> {
    const look = async (stop: Stop): Promise<void> => this.look(stop, world);
    const replayed = await replays.run(new StoppingWorld(world, place, look));
    await this.view?.ended();
    return replayed;
  }

  /** @throws OperatorError when nothing is wrong on the path */
  placeOf({ verdict, termination }: Replayed): StopPlace {
    const place = whereItShows(verdict, termination);
    if (place !== undefined) return place;
    const hint = 'stop at a choice point instead: --stop-before N';
    throw new OperatorError('no defect shows on this path, so that nothing was stopped', hint);
  }

  /** @throws OperatorError when the run has never stood still */
  mustHaveStood({ points }: Replayed): void {
    if (this.stood) return;
    const { stopAt } = this.request;
    const why =
      typeof stopAt === 'number'
        ? `the path has ${String(points.length)} choice points: none is number ${String(stopAt)}`
        : 'the run ended in a way that nobody can stop, such as SIGKILL';
    throw new OperatorError(`${why}; nothing was stopped`, 'replay it without stopping it');
  }

  private async look(stop: Stop, world: StoppableWorld): Promise<void> {
    if (!this.stood) await this.show(stop, world);
    await this.view?.look(stop, world);
  }

  private async show(stop: Stop, world: StoppableWorld): Promise<void> {
    this.stood = true;
    this.screen.print(`${stopText(stop)}\n`);
    if (this.target !== undefined) await this.writeCore(stop, world, this.target);
  }

  private async writeCore(stop: Stop, world: StoppableWorld, target: CoreTarget): Promise<void> {
    await world.core(target.partial);
    target.keep();
    const { settings, coreFile = '' } = this.request;
    const all = [settings.sut, ...settings.peers, ...settings.drivers, ...settings.probes];
    const about = stop.processes.find(({ pid }) => pid === stop.pid)?.program;
    const program = all.find(({ name }) => name === about)?.file ?? '';
    const file = path.relative(process.cwd(), coreFile);
    this.screen.print(`core file: ${shellQuote(['gdb', program, file])}\n\n`);
  }
}
