import type { ChoicePoint } from '../model/choice-point.js';
import { ok, type Outcome } from '../model/outcome.js';
import { markKey, pathOf, type Mark } from '../model/path.js';
import type { Run } from '../model/run.js';
import type { World } from '../model/world.js';
import { Alike } from './alike.js';
import { Branches } from './branches.js';
import { CoverageLedger, type Cut } from './coverage.js';
import type { Account } from './events.js';
import { hasRoom } from './fault-bounds.js';
import { RequestLedger } from './request-ledger.js';
import type { SearchOptions } from './search-options.js';
import { isInShard } from './shard.js';
import { beginningStart, type Start } from './start.js';
import type { Alternatives } from './strategy.js';
import { VisitedStates, type Joined } from './visited-states.js';
import type { Walk } from './walk.js';

type SpaceOptions = Pick<SearchOptions, 'strategy' | 'limits' | 'thorough' | 'requests' | 'shard'>;

/**
 * What all lanes of a search share: the frontier C (in the strategy), the visited set V, the
 * bounds, and the account of what was covered.
 */
export class SearchSpace {
  private readonly branches = new Branches();
  private readonly visited = new Set<string>();
  private readonly states: VisitedStates;
  private readonly pointIds = new Set<string>();
  private readonly ledger: CoverageLedger;
  private readonly requests: RequestLedger;
  private readonly alike: Alike;
  private begun = false;

  constructor(private readonly options: SpaceOptions) {
    const { limits, requests = [] } = options;
    this.requests = new RequestLedger(requests);
    this.alike = new Alike(requests);
    this.ledger = new CoverageLedger(limits);
    this.states = new VisitedStates(limits);
    this.ledger.discovered(0);
  }

  get pending(): number {
    return this.ledger.pending;
  }

  get checkpoints(): number {
    return this.branches.count;
  }

  get choicePoints(): number {
    return this.pointIds.size;
  }

  account(): Account {
    return { coverage: this.ledger.statement(), requests: this.requests.account() };
  }

  /** The next place to run from; undefined while the frontier is empty. */
  take(): Start | undefined {
    if (!this.begun) {
      this.begun = true;
      return beginningStart;
    }
    const mark = this.options.strategy.next();
    return mark && this.branches.start(mark);
  }

  /** Whether the choice point was never met before. */
  note(point: ChoicePoint): boolean {
    this.requests.meet(point);
    const before = this.pointIds.size;
    return this.pointIds.add(point.id).size > before;
  }

  /**
   * Algorithm 2, lines 6 to 9: remembers what else could be done at the choice point, and says
   * what the run goes on with, or that it is left. Without a world, the run comes from a journal.
   * @param wentOn whether that one went on here
   */
  meet(
    walk: Walk,
    point: ChoicePoint,
    world: World | undefined,
    wentOn?: boolean,
  ): Outcome | Joined {
    walk.meet(point);
    const meeting = this.states.meet(walk, point, wentOn);
    if (typeof meeting === 'object') return meeting;
    const [current, ...possible] = this.alternatives(walk, point);
    const faults = meeting === 'again' ? [] : possible;
    const cut = faults.length === 0 ? undefined : this.bound(walk);
    if (cut !== undefined) this.ledger.cut(walk.path.length + 1, cut);
    const stays = faults.length === 0 || cut !== undefined;
    const chosen = stays ? current : this.branch(walk, point, [current, ...faults], world);
    walk.take(point, chosen.outcome);
    return chosen.outcome;
  }

  /** Accounts for a finished run; a run that was given up stays pending. */
  finish(start: Start, run: Run): void {
    const how = run.verdict.kind === 'diverged' ? 'diverged' : 'done';
    this.ledger.ended(start.path.length, run.path.length, how);
    if (run.termination.reason.kind === 'joined') this.ledger.joined();
    this.states.ended(start.key);
    this.requests.ended(run);
    if (start.mark !== undefined) this.branches.release(start.mark);
    this.options.strategy.observe(run);
  }

  dropUnneeded(world: World): void {
    this.branches.dropUnneeded(world);
  }

  private alternatives(walk: Walk, point: ChoicePoint): Alternatives {
    const mark = (outcome: Outcome): Mark => ({ path: walk.path, at: point.id, outcome });
    const isWithin = hasRoom(walk, point, this.options.limits);
    const faults = isWithin ? point.outcomes.slice(1).map(mark) : [];
    const unknown = faults.filter((fault) => !this.visited.has(markKey(fault)));
    return [mark(ok), ...unknown.filter((fault) => !this.leavesOut(walk, point, fault))];
  }

  /** A fault that is alike to one that was met before is counted, once, and not explored. */
  private leavesOut(walk: Walk, point: ChoicePoint, fault: Mark): boolean {
    if (this.options.thorough || !this.alike.has(walk, point, fault.outcome)) return false;
    this.visited.add(markKey(fault));
    this.ledger.alike(walk.path.length + 1);
    return true;
  }

  private bound(walk: Walk): Cut | undefined {
    const { maxDepth, maxCheckpoints } = this.options.limits;
    if (walk.depth > maxDepth) return 'depth';
    return this.branches.count >= maxCheckpoints ? 'checkpoints' : undefined;
  }

  private branch(walk: Walk, point: ChoicePoint, all: Alternatives, world?: World): Mark {
    const [current, ...faults] = all;
    for (const mark of all) this.visited.add(markKey(mark));
    for (const { outcome } of faults) this.alike.add(walk, point, outcome);
    const mine = faults.filter((mark) => this.isMine(mark));
    if (mine.length === 0) return current;
    const chosen = this.options.strategy.choose(point, [current, ...mine]);
    const others = [current, ...mine].filter((mark) => mark !== chosen);
    this.branches.add(walk, point, others.length, world);
    for (const mark of others) this.ledger.discovered(pathOf(mark).length);
    return chosen;
  }

  private isMine(mark: Mark): boolean {
    const { shard } = this.options;
    return shard === undefined || isInShard(shard, mark);
  }
}
