import { expect, test } from 'vitest';
import { rateText } from '../../../src/report/rate-text.js';

const failed = { kind: 'failed', code: 3 } as const;

test('all runs that agree take one line', () => {
  expect(rateText([{ verdict: failed, count: 20 }])).toBe('20 of 20 the same verdict\n');
});

test('verdicts that differ are listed', () => {
  const shares = [
    { verdict: failed, count: 17 },
    { verdict: { kind: 'passed' } as const, count: 3 },
  ];
  expect(rateText(shares)).toBe(
    '17 of 20 the same verdict\n  17 of 20 failed with exit code 3\n  3 of 20 passed\n',
  );
});
