import type { ChoicePoint } from '../model/choice-point.js';
import type { Account, ExplorationEvents, FinishedRun, Progress } from '../explore/events.js';
import type { Report } from '../report/report-schema.js';
import { Listeners } from './listeners.js';
import { LiveServer } from './live-server.js';
import { Pace } from './pace.js';

/** What an exploration has found so far, as a report; asked for only when somebody looks. */
export type Sketch = (progress: Progress, account: Account, wallMs: number) => Report;

type State = 'running' | 'stopping' | 'ended';

/** The live page of one exploration: listens to the search, and passes on what it hears. */
export class LiveView implements AsyncDisposable {
  private readonly began = performance.now();
  private readonly pace = new Pace(() => this.tell());
  private state: State = 'running';
  private progress: Progress | undefined;
  private account: (() => Account) | undefined;
  private sketch: Sketch | undefined;
  private defects = 0;

  private constructor(
    private readonly listeners: Listeners,
    private readonly server: LiveServer,
  ) {
    listeners.onArrival(() => this.pace.ask());
  }

  /** @param stop ends the exploration as Ctrl-C does */
  static async open(stop: () => void): Promise<LiveView> {
    const listeners = new Listeners();
    const asked = new AbortController();
    const server = await LiveServer.open(listeners, () => asked.abort());
    const view = new LiveView(listeners, server);
    asked.signal.addEventListener('abort', () => {
      view.stopping();
      stop();
    });
    return view;
  }

  get url(): string {
    return this.server.url;
  }

  /** The same events, looked at on their way. */
  over(events: ExplorationEvents, sketch: Sketch): ExplorationEvents {
    this.sketch = sketch;
    return {
      onPoint: (point: ChoicePoint, isNew: boolean) => events.onPoint(point, isNew),
      onRun: (finished: FinishedRun, progress: Progress, account: () => Account) => {
        events.onRun(finished, progress, account);
        this.progress = progress;
        this.account = account;
        this.pace.ask();
      },
      onDefect: (finished: FinishedRun, progress: Progress) => events.onDefect(finished, progress),
    };
  }

  /** The last word: what the report says. */
  async finish(report: Report): Promise<void> {
    this.pace.end();
    this.state = 'ended';
    this.defects = report.summary.defects;
    await this.listeners.end([
      ['report', report],
      ['status', this.status()],
    ]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.pace.end();
    await this.server[Symbol.asyncDispose]();
  }

  private stopping(): void {
    this.state = 'stopping';
    this.listeners.send([['status', this.status()]]);
  }

  private tell(): void {
    const { progress, account, sketch } = this;
    if (progress === undefined || account === undefined || sketch === undefined) return;
    if (this.listeners.isEmpty) return;
    const report = sketch(progress, account(), performance.now() - this.began);
    this.defects = report.defects.length;
    this.listeners.send([
      ['report', report],
      ['status', this.status()],
    ]);
  }

  private status(): object {
    const { paths, pending, choicePoints } = this.progress ?? nothingYet;
    const elapsedMs = Math.round(performance.now() - this.began);
    const { defects, state } = this;
    return { paths, frontier: pending, choicePoints, defects, elapsedMs, state };
  }
}

const nothingYet = { paths: 0, pending: 0, choicePoints: 0 };
