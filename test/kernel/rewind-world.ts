import { setTimeout as pause } from 'node:timers/promises';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import { ok } from '../../src/model/outcome.js';
import type { ProgramSettings, Settings } from '../../src/model/settings.js';
import type { ProgramEnd, Termination } from '../../src/model/termination.js';
import { beginning, type Checkpoint, type Travel, type World } from '../../src/model/world.js';
import { openWorld, settingsFor } from './explore-fixture.js';

/** What must be the same each time; the rest of a termination is times. */
export interface Account {
  readonly reason: Termination['reason']['kind'];
  readonly crashes: readonly string[];
  readonly programs: readonly ProgramEnd[];
  /** The choice points met after the one that the ring goes back to. */
  readonly after: readonly string[];
}

/** In which engine it runs, and by whose clock. */
export type WorldKind = Pick<Settings, 'engine' | 'time'>;

/** A world that is sent back to the choice point of ring.h again and again. */
export class RewindWorld implements AsyncDisposable {
  private constructor(private readonly world: World) {}

  static async open(
    kind: WorldKind,
    sut: ProgramSettings,
    peers: readonly ProgramSettings[],
  ): Promise<RewindWorld> {
    return new RewindWorld(await openWorld(settingsFor(sut, { ...kind, peers })));
  }

  /** From the beginning to the end, with no checkpoint taken. */
  async runPlain(): Promise<Account> {
    await this.reachChoicePoint();
    return this.finish();
  }

  async saveAtChoicePoint(): Promise<Checkpoint> {
    await this.reachChoicePoint();
    return this.world.checkpoint();
  }

  async goBack(place: Checkpoint, heldMs: number): Promise<void> {
    if (heldMs > 0) await pause(heldMs);
    this.world.restore(place);
  }

  /** From the choice point to the end. */
  async finish(): Promise<Account> {
    const after: string[] = [];
    for (;;) {
      this.world.decide(ok);
      const step = await this.world.runToChoice();
      if (step.kind === 'diverged') throw new Error(`never met ${step.expected} again`);
      if (step.kind === 'ended') return accountOf(step.termination, after);
      after.push(step.point.name);
    }
  }

  async travel(): Promise<Travel> {
    return this.world.travel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }

  drop(place: Checkpoint): void {
    this.world.drop(place);
  }

  private async reachChoicePoint(): Promise<void> {
    this.world.restore(beginning);
    for (;;) {
      const step = await this.world.runToChoice();
      if (step.kind !== 'choice')
        throw new Error(`no choice point: ${JSON.stringify(step.termination)}`);
      if (isOfTheRing(step.point)) return;
      this.world.decide(ok);
    }
  }
}

function isOfTheRing({ stack }: ChoicePoint): boolean {
  return stack.some((frame) => frame.function?.endsWith('choice_point') === true);
}

function accountOf(termination: Termination, after: readonly string[]): Account {
  return {
    reason: termination.reason.kind,
    crashes: termination.crashes.map(({ program, signal }) => `${program} ${signal}`),
    programs: termination.programs,
    after,
  };
}
