/** New edges that are expected of what has not been tried: more than of what was in vain. */
const hope = 1;

/** How many new edges runs of one kind have reached. */
export class Yield {
  private runs = 0;
  private edges = 0;

  /** By the next run of this kind. */
  get expected(): number {
    return (this.edges + hope) / (this.runs + 1);
  }

  add(edges: number): void {
    this.runs += 1;
    this.edges += edges;
  }
}

/** What a fault may have in common with others: where, which, and after what. */
export class Yields {
  private readonly known = new Map<string, Yield>();

  of(site: string, outcome: string, run: string): readonly Yield[] {
    const [call = ''] = site.split(' ');
    return [this.get(`site ${site}`), this.get(`outcome ${call} ${outcome}`), this.ofRun(run)];
  }

  /** That of the run itself, and of those that go on from it. */
  ofRun(run: string): Yield {
    return this.get(`run ${run}`);
  }

  private get(key: string): Yield {
    const known = this.known.get(key) ?? new Yield();
    this.known.set(key, known);
    return known;
  }
}
