import { describe, expect, it } from 'vitest';
import { describeCoverage } from '../../src/explore/describe-coverage.js';
import { explore } from './harness.js';
import { brittle, independent } from './programs.js';

describe('bounds', () => {
  it('ends after so many paths, with the rest pending', async () => {
    const whole = await explore(independent(4));
    const explored = await explore(independent(4), { limits: { maxPaths: 4 } });
    expect(explored.end).toBe('max-paths');
    expect(explored.order).toEqual(whole.order.slice(0, 4));
    expect(explored.progress.pending).toBeGreaterThan(0);
    expect(explored.coverage.complete).toBe(false);
  });

  it('is exhausted when the last allowed path was the last', async () => {
    const explored = await explore(independent(4), { limits: { maxPaths: 11 } });
    expect(explored.end).toBe('exhausted');
    expect(explored.coverage.complete).toBe(true);
  });

  it('never starts more paths than allowed on several lanes', async () => {
    const explored = await explore(independent(6), { jobs: 4, limits: { maxPaths: 7 } });
    expect(explored.order).toHaveLength(7);
  });

  it('ends when the time is over', async () => {
    let time = 0;
    const limits = { timeMs: 5 };
    const onRun = (): void => void (time += 1);
    const explored = await explore(independent(4), { limits, now: () => time, onRun });
    expect(explored.end).toBe('time');
    expect(explored.order).toHaveLength(5);
  });

  it('branches nowhere below the depth', async () => {
    const limits = { maxDepth: 2, maxFaults: 5 };
    const explored = await explore(independent(5), { limits });
    expect(explored.order).toHaveLength(4);
    expect(explored.progress.checkpoints).toBe(3);
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths without a fault: complete (1); with 1: 2 of at least 2, cut by the depth bound; ' +
        'with 2: 1 of at least 1, cut by the depth bound; ' +
        'with 3: 0 of at least 0, cut by the depth bound; with 4 or more: none known yet',
    );
  });

  it('takes no more checkpoints than allowed', async () => {
    const explored = await explore(independent(5), { limits: { maxCheckpoints: 3 } });
    expect(explored.progress.checkpoints).toBe(3);
    expect(explored.order).toHaveLength(4);
    expect(explored.coverage.levels[1]?.cutBy).toEqual(['checkpoints']);
    expect(explored.coverage.complete).toBe(false);
  });

  it('does not call a level cut when nothing was hidden', async () => {
    const explored = await explore(independent(3), { limits: { maxDepth: 3, maxCheckpoints: 6 } });
    expect(explored.coverage.complete).toBe(true);
  });

  it('stops at the first defect when asked', async () => {
    const explored = await explore(brittle, { stopAtFirst: true });
    expect(explored.end).toBe('first-defect');
    expect(explored.finished.at(-1)?.run.verdict.kind).toBe('crash-status');
    expect(explored.progress.defectRuns).toBe(1);
    expect(explored.coverage.complete).toBe(false);
  });

  it('stops all lanes at the first defect', async () => {
    // One lane crawls: its run is given up. Lanes that end in the same turn both count.
    let step = 0;
    const turns = (): number => ((step += 1) % 3 === 0 ? 50 : 1);
    const explored = await explore(brittle, { stopAtFirst: true, jobs: 3, turns });
    expect(explored.end).toBe('first-defect');
    expect(explored.progress.defectRuns).toBeGreaterThanOrEqual(1);
    expect(explored.progress.defectRuns).toBeLessThanOrEqual(3);
    expect(explored.progress.pending).toBeGreaterThan(0);
    const last = explored.finished.findIndex(({ run }) => run.verdict.kind === 'crash-status');
    expect(explored.finished.length - last).toBeLessThanOrEqual(3);
  });

  it('ends at once when interrupted, and gives up the run that is under way', async () => {
    const controller = new AbortController();
    const onRun = (): void => {
      if (controller.signal.aborted) throw new Error('a run finished after the interrupt');
    };
    let steps = 0;
    const turns = (): number => {
      if ((steps += 1) === 12) controller.abort();
      return 3;
    };
    const signal = controller.signal;
    const explored = await explore(independent(4), { signal, onRun, turns });
    expect(explored.end).toBe('interrupted');
    expect(steps).toBe(12);
    expect(explored.progress.pending).toBeGreaterThan(0);
  });

  it('runs nothing when it was interrupted before', async () => {
    const explored = await explore(independent(4), { signal: AbortSignal.abort() });
    expect(explored.end).toBe('interrupted');
    expect(explored.order).toEqual([]);
    expect(describeCoverage(explored.coverage)).toBe(
      'without a fault: 0 of 1; with 1 or more: none known yet',
    );
  });

  it('ends all lanes and rejects when an event throws', async () => {
    const onRun = (): void => {
      throw new Error('the disk is full');
    };
    await expect(explore(independent(4), { jobs: 3, onRun })).rejects.toThrow('the disk is full');
  });
});
