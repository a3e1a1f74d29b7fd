import { pathKey, type Mark, type Path } from '../model/path.js';
import { tournament, type Dice } from './dice.js';
import { takeAt } from './take-at.js';

/** A path that was run, with the paths that have one fault more and were not. */
interface Individual {
  readonly key: string;
  readonly marks: Mark[];
  fitness: number;
}

/** The paths that can still be changed by one fault more, and how fit they are. */
export class Population {
  private readonly members: Individual[] = [];
  private readonly byPath = new Map<string, Individual>();

  get size(): number {
    return this.members.length;
  }

  /** @param marks what could be done next on that path */
  add(path: Path, marks: readonly Mark[]): void {
    if (marks.length === 0) return;
    const key = pathKey(path);
    const known = this.byPath.get(key);
    if (known !== undefined) known.marks.push(...marks);
    else this.enter({ key, marks: [...marks], fitness: 0 });
  }

  /** A run that left nothing to do is no member. */
  judge(key: string, fitness: number): void {
    const member = this.byPath.get(key);
    if (member !== undefined) member.fitness = fitness;
  }

  /** A change of a fit path, one that is wanted if there is any. */
  take(dice: Dice, isWanted: (mark: Mark) => boolean): Mark | undefined {
    const at = tournament(dice, this.members);
    const member = this.members[at];
    if (member === undefined) return undefined;
    const wanted = member.marks.findIndex(isWanted);
    const mark = takeAt(member.marks, wanted < 0 ? dice.below(member.marks.length) : wanted);
    if (member.marks.length === 0) this.leave(member, at);
    return mark;
  }

  private enter(member: Individual): void {
    this.members.push(member);
    this.byPath.set(member.key, member);
  }

  private leave(member: Individual, at: number): void {
    takeAt(this.members, at);
    this.byPath.delete(member.key);
  }
}
