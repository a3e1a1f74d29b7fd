import { describe, expect, it } from 'vitest';
import { describeCoverage } from '../../src/explore/describe-coverage.js';
import { io, pointOf, type Program } from './fake-world.js';
import { explore } from './harness.js';
import { sutExited } from './terminations.js';

/** Sends only in those executions, so that a mark at the send is met again only there. */
function sometimesSends(sends: (execution: number) => boolean): Program {
  return function* (execution) {
    yield io('connect', 'EIO');
    if (sends(execution)) yield io('send', 'EPIPE');
    return sutExited(0);
  };
}

describe('a run that does not meet its path again', () => {
  it('is tried three times, then recorded as diverged', async () => {
    const explored = await explore(sometimesSends((execution) => execution === 1));
    const diverged = explored.finished.filter(({ run }) => run.verdict.kind === 'diverged');
    expect(diverged).toHaveLength(1);
    const expected = pointOf(io('send', 'EPIPE'), 1).id;
    expect(diverged[0]?.run.verdict).toEqual({ kind: 'diverged', expected });
    expect(diverged[0]?.sites.map(({ call }) => call)).toEqual(['send']);
    expect(explored.progress).toMatchObject({ paths: 3, diverged: 1, defectRuns: 0, pending: 0 });
    expect(explored.worlds[0]?.executions).toBe(1 + 3 + 1);
  });

  it('is as good as any when a later attempt meets it', async () => {
    const explored = await explore(sometimesSends((execution) => execution !== 2));
    expect(explored.progress).toMatchObject({ diverged: 0, pending: 0 });
    expect(explored.coverage.complete).toBe(true);
    expect(explored.worlds[0]?.executions).toBe(1 + 2 + 1 + 1);
  });

  it('is not called covered', async () => {
    const explored = await explore(sometimesSends((execution) => execution === 1));
    expect(explored.end).toBe('exhausted');
    expect(explored.coverage.complete).toBe(false);
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths without a fault: complete (1); with 1: 1 of 2, 1 diverged; ' +
        'with 2: none known yet',
    );
  });
});
