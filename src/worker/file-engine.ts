import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import type { StateFile } from '../checkpoint/qemu/files/state-file.js';
import { Itinerary } from '../checkpoint/itinerary.js';
import { Timeline, type Moment } from '../checkpoint/timeline.js';
import { RewindRefused } from '../checkpoint/rewind/refusal.js';
import { TravelLog } from '../checkpoint/rewind/travel-log.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { Checkpoint, Step, Travel } from '../model/world.js';
import { FileCourse, type FileStanding } from './file-course.js';

/** What is held for a checkpoint. */
interface Held {
  readonly file: StateFile;
  readonly standing: FileStanding;
}

/**
 * Goes back by starting the machine from a file. Where that file was given up it goes back to the
 * nearest checkpoint before, or begins anew, and executes the rest of the way again.
 */
export class FileEngine implements AsyncDisposable {
  private readonly timeline = new Timeline<Held>(({ file }) => file[Symbol.dispose]());
  private readonly log = new TravelLog();
  private readonly course: FileCourse;
  private destination: Checkpoint | undefined;
  private outcomeThere: Outcome | undefined;
  /** Of the latest file. */
  private fileBytes = 0;

  constructor(
    private readonly settings: Settings,
    guest: BootedGuest,
  ) {
    this.course = new FileCourse(settings, guest);
  }

  restore(checkpoint: Checkpoint): void {
    this.destination = checkpoint;
    this.outcomeThere = undefined;
  }

  async decide(outcome: Outcome): Promise<void> {
    if (this.destination === undefined) await this.course.take(outcome);
    else this.outcomeThere = outcome;
  }

  /** @returns where the world stands, of which nothing is held yet */
  here(): Checkpoint {
    return this.course.checkpoint();
  }

  async hold(checkpoint: Checkpoint): Promise<void> {
    const moment = this.timeline.reach(checkpoint);
    if (moment.held !== undefined || !this.log.isWorthTrying) return;
    const { diskBytes } = this.settings.guest;
    // All files are about as large.
    if (this.fileBytes > diskBytes) {
      this.noteGivenUp();
      return;
    }
    const startedAt = performance.now();
    moment.held = await this.course.save();
    this.fileBytes = moment.held.file.bytes;
    this.log.noteTaken(performance.now() - startedAt, this.fileBytes);
    this.keepWithin(diskBytes);
  }

  drop(checkpoint: Checkpoint): void {
    this.timeline.drop(checkpoint);
  }

  async runToChoice(): Promise<Step> {
    const { destination } = this;
    this.destination = undefined;
    const astray = destination === undefined ? undefined : await this.goBack(destination);
    return astray ?? (await this.course.advance());
  }

  reexecute(): void {
    this.log.giveUp();
    this.timeline.releaseAll();
  }

  travel(): Travel {
    return this.log.travel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.timeline.releaseAll();
    await this.course[Symbol.asyncDispose]();
  }

  /** The oldest goes first: the way to it from the beginning is the shortest. */
  private keepWithin(diskBytes: number): void {
    const held = this.timeline.held();
    let sum = held.reduce((total, moment) => total + (moment.held?.file.bytes ?? 0), 0);
    for (const moment of held) {
      if (sum <= diskBytes) return;
      sum -= moment.held?.file.bytes ?? 0;
      this.timeline.release(moment);
      this.noteGivenUp();
    }
  }

  private noteGivenUp(): void {
    const reason = 'a checkpoint beyond the room for checkpoint files';
    this.log.noteRefused(new RewindRefused(reason));
  }

  /** @returns a step only when the way could not be followed */
  private async goBack(destination: Checkpoint): Promise<Step | undefined> {
    const moment = this.timeline.nearestHeld(destination);
    if (moment?.held !== undefined) {
      await this.load(moment, moment.held);
      const rest = destination.path.slice(moment.checkpoint.path.length);
      if ((await this.follow({ ...destination, path: rest })) === undefined) return undefined;
    }
    this.log.noteReexecuted();
    this.timeline.standAt(undefined);
    await this.course.restart();
    return this.follow(destination);
  }

  private async load(moment: Moment<Held>, { file, standing }: Held): Promise<void> {
    const startedAt = performance.now();
    await this.course.comeBackTo(file, standing);
    this.timeline.standAt(moment);
    this.log.noteRewound(performance.now() - startedAt);
  }

  /** Checkpoints that are met on the way and have lost their file get one again. */
  private async follow(destination: Checkpoint): Promise<Step | undefined> {
    return this.course.follow(new Itinerary(destination, this.outcomeThere), async () => {
      const here = this.here();
      if (this.timeline.find(here) !== undefined) await this.hold(here);
    });
  }
}
