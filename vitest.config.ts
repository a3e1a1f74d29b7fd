import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { PatientFirst } from './test/support/patient-first.js';
import { TallyReporter } from './test/support/reporter.js';

const seconds = 1000;

/** One more than processors: there is always a file whose programs wait for time to pass. */
const processes = availableParallelism() + 1;

interface Ring {
  readonly name: string;
  readonly timeoutMs: number;
  readonly globalSetup?: string[];
}

/** The rings from the inside out: what is fast and pure first, real programs last. */
const rings: readonly Ring[] = [
  { name: 'style', timeoutMs: 60 * seconds },
  { name: 'unit', timeoutMs: 60 * seconds },
  { name: 'kernel', timeoutMs: 60 * seconds },
  { name: 'search', timeoutMs: 60 * seconds },
  { name: 'equivalence', timeoutMs: 180 * seconds },
  { name: 'e2e', timeoutMs: 60 * seconds, globalSetup: ['test/e2e/global-setup.config.ts'] },
  { name: 'page', timeoutMs: 60 * seconds, globalSetup: ['test/page/global-setup.config.ts'] },
  { name: 'real', timeoutMs: 180 * seconds },
  { name: 'referee', timeoutMs: 180 * seconds },
];

export default defineConfig({
  test: {
    // Tracing belongs to a process, and a crash of it must not take the runner along.
    pool: 'forks',
    // A process serves many files: to load the modules anew costs more than most files do. As many
    // at least as at most, since vitest gives work to processes that it is about to end as idle.
    poolOptions: { forks: { isolate: false, minForks: processes, maxForks: processes } },
    sequence: { sequencer: PatientFirst },
    // In the suite a forgotten `.only` would hide every other test.
    allowOnly: process.env['CHOKEPOINT_SUITE'] === undefined,
    reporters: ['default', new TallyReporter()],
    projects: rings.map(({ name, timeoutMs, globalSetup = [] }, index) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
        globalSetup,
        teardownTimeout: 10 * seconds,
        sequence: { groupOrder: index },
      },
    })),
  },
});
