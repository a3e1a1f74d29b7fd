interface Expectation {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What is waited for, by name; all of it fails at once when nothing can come any more. */
export class Expectations {
  private readonly open = new Map<string, Expectation[]>();
  private over: Error | undefined;

  async expect(name: string): Promise<unknown> {
    const over = this.over;
    if (over !== undefined) throw over;
    return new Promise((resolve, reject) => {
      this.open.set(name, [...(this.open.get(name) ?? []), { resolve, reject }]);
    });
  }

  meet(name: string, value: unknown): void {
    for (const { resolve } of this.taken(name)) resolve(value);
  }

  disappoint(name: string, error: Error): void {
    for (const { reject } of this.taken(name)) reject(error);
  }

  /** Nothing comes any more. The first reason is the one that counts. */
  end(error: Error): void {
    this.over ??= error;
    for (const name of [...this.open.keys()]) this.disappoint(name, this.over);
  }

  private taken(name: string): readonly Expectation[] {
    const found = this.open.get(name) ?? [];
    this.open.delete(name);
    return found;
  }
}
