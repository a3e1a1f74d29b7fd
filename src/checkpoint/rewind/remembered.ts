import type { Aspect, Changes } from '../../tracer/changes.js';

/** What has been read of a process or thread; it holds until a call may have changed it. */
export class Remembered<T extends object> {
  private readonly values = new WeakMap<object, { readonly at: number; readonly value: T }>();

  constructor(private readonly aspect: Aspect) {}

  /** @param changes those that count: a thread's attributes change with its process's */
  of(owner: object, changes: Changes): T | undefined {
    const known = this.values.get(owner);
    return known?.at === changes.of(this.aspect) ? known.value : undefined;
  }

  set(owner: object, changes: Changes, value: T): T {
    this.values.set(owner, { at: changes.of(this.aspect), value });
    return value;
  }
}
