import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const fixtures = join(import.meta.dirname, 'fixtures');

/** Compiles fixtures into a directory of its own, which goes with the scope. */
export class Workbench implements Disposable {
  readonly directory = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  private readonly compiled = new Map<string, Promise<string>>();

  constructor() {
    // Programs may run as another user.
    chmodSync(this.directory, 0o755);
  }

  /** @param source `area/NAME`, without `.c` @returns the program, compiled once */
  compile(source: string, ...flags: readonly string[]): Promise<string> {
    const key = [source, ...flags].join(' ');
    const program = this.compiled.get(key) ?? this.build(source, flags);
    this.compiled.set(key, program);
    return program;
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true });
  }

  private async build(source: string, flags: readonly string[]): Promise<string> {
    const name = [source.replace('/', '-'), ...flags].join('');
    const output = this.path(name.replace(/[/ ]/g, '_'));
    const common = ['-O1', '-fno-inline', '-D_GNU_SOURCE', '-pthread'];
    const strict = ['-Wall', '-Wextra', '-Werror', `-I${join(fixtures, 'shared')}`];
    const input = join(fixtures, `${source}.c`);
    await run('cc', [...common, ...strict, '-o', output, input, ...flags]);
    return output;
  }
}
