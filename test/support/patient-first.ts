import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Its programs wait for time to pass most of the time. */
const patient = 'rewind-clock.test.ts';

/**
 * A patient file leaves its processor to others: it comes first, while there are others. Where
 * vitest has no times of an earlier run it would go by size, and such a file is small.
 */
export class PatientFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => (moduleId.endsWith(patient) ? 0 : 1);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
