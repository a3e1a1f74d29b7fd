import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Prints the skipped tests with their reasons, then the tally as the very last line.
 *
 * With CHOKEPOINT_TALLY naming a file it also appends `RING PASSED FAILED SKIPPED` to it, so that
 * scripts/rings.sh can sum up what several runs of vitest found.
 */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    for (const test of skipped) console.log(`skipped: ${test.fullName}: ${reasonOf(test)}`);
    const tally = {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      failed:
        tests.filter((test) => test.result().state === 'failed').length +
        brokenOutsideTests(modules) +
        unhandledErrors.length,
      skipped: skipped.length,
    };
    store(tally);
    process.once('exit', () => {
      console.log(tallyLine(tally));
    });
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given';
}

/** Files that did not load and hooks that failed: no test of theirs shows it. */
function brokenOutsideTests(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return suites.filter((suite) => suite.errors().length > 0).length;
}

function tallyLine({ passed, failed, skipped }: Tally): string {
  const line = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped === 0 ? line : `${line}, ${String(skipped)} skipped`;
}

function store({ passed, failed, skipped }: Tally): void {
  const file = process.env['CHOKEPOINT_TALLY'];
  if (file === undefined) return;
  const ring = process.env['CHOKEPOINT_RING'] ?? 'all';
  appendFileSync(file, `${ring} ${String(passed)} ${String(failed)} ${String(skipped)}\n`);
}
