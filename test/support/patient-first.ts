import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those whose programs wait for time to pass, then those with the most work. */
const first = [
  'rewind-clock',
  'conformance/streams',
  'rewind-freezing',
  'conformance/guest',
  'hangs',
  'waits',
  'qemu-',
  'example-programs',
  'random-programs',
  'rounds',
  'e2e/alphabet',
  'referee/examples',
];

/**
 * A patient file leaves its processor to others, and a long one is not to be the last: they come
 * first. Where vitest has no times of an earlier run it would go by size, and such files are small.
 */
export class PatientFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = first.findIndex((name) => moduleId.includes(name));
  return at < 0 ? first.length : at;
}
