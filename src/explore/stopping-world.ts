import type { Outcome } from '../model/outcome.js';
import type { Stop, StopCondition, StoppableWorld } from '../model/stop.js';
import type { Termination } from '../model/termination.js';
import type { Capability, Checkpoint, Step, Travel, World } from '../model/world.js';

/** The choice points of a run are numbered from 1. */
export type StopPlace = StopCondition | { readonly kind: 'choice'; readonly number: number };

/** A world whose runs stand still where somebody wants to look, and then go on. */
export class StoppingWorld implements World {
  private met = 0;

  /** @param look called while the world stands still, at most once in a run */
  constructor(
    private readonly world: StoppableWorld,
    private readonly place: StopPlace,
    private readonly look: (stop: Stop, world: StoppableWorld) => Promise<void>,
  ) {}

  async runToChoice(): Promise<Step> {
    for (;;) {
      const step = await this.world.runToStop();
      if (step.kind !== 'stopped') return this.lookedAt(step);
      await this.look(step.stop, this.world);
    }
  }

  /** Going back begins a run; it is meant to be from its beginning. */
  restore(checkpoint: Checkpoint): void {
    this.met = 0;
    this.world.restore(checkpoint);
    if (this.place.kind !== 'choice') this.world.stopAt(this.place);
  }

  decide(outcome: Outcome): void {
    this.world.decide(outcome);
  }

  checkpoint(): Checkpoint {
    return this.world.checkpoint();
  }

  drop(checkpoint: Checkpoint): void {
    this.world.drop(checkpoint);
  }

  async leave(): Promise<Termination> {
    return this.world.leave();
  }

  reexecute(): void {
    this.world.reexecute();
  }

  async capabilities(): Promise<readonly Capability[]> {
    return this.world.capabilities();
  }

  async travel(): Promise<Travel> {
    return this.world.travel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }

  private async lookedAt(step: Step): Promise<Step> {
    if (step.kind === 'choice') this.met += 1;
    const isPlace = this.place.kind === 'choice' && this.place.number === this.met;
    if (step.kind === 'choice' && isPlace)
      await this.look(await this.world.standStill(), this.world);
    return step;
  }
}
