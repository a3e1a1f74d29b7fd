/**
 * What a process or thread changes by calls of its own, and nobody can see from outside: signal
 * actions, attributes (limits, group, session, credentials, prctl), timers, the alternate stack;
 * or what it takes long to look at: socket options, root and working directory and umask.
 */
export type Aspect =
  'actions' | 'attributes' | 'timers' | 'altStack' | 'irreversible' | 'socketOptions' | 'place';

/** How often each of them may have been changed: what was read of it holds until it is again. */
export class Changes {
  private readonly counts = new Map<Aspect, number>();

  of(aspect: Aspect): number {
    return this.counts.get(aspect) ?? 0;
  }

  note(aspect: Aspect): void {
    this.counts.set(aspect, this.of(aspect) + 1);
  }

  /** What a child has from its parent. */
  inherit(parent: Changes, aspect: Aspect): void {
    this.counts.set(aspect, parent.of(aspect));
  }
}
