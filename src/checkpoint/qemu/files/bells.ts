/** The rings of a guest, of which there may be any number for one request. */
export class Bells {
  private listener: () => void = () => undefined;

  ring(): void {
    this.listener();
  }

  /**
   * Looks at each ring.
   * @returns the first thing seen; undefined after `ms` milliseconds
   */
  async until<T>(look: () => T | undefined, ms: number): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(() => resolve(undefined), ms);
        this.listener = () => {
          try {
            const seen = look();
            if (seen !== undefined) resolve(seen);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
      });
    } finally {
      clearTimeout(timer);
      this.listener = () => undefined;
    }
  }
}
