import type { VNode } from 'preact';
import { duration } from '../../../../src/report/quantities.js';
import { grouped } from '../../../../src/support/grouped.js';
import type { ShownReport } from '../../data/shown-report.js';
import { bytes, line } from '../../model/text.js';

/** What was explored, with what, and what it took. */
export function Facts({ report }: { report: ShownReport }): VNode {
  return (
    <>
      <List title="Program" facts={programFacts(report)} />
      <List title="Search" facts={searchFacts(report)} />
      <List title="Cost" facts={costFacts(report)} />
    </>
  );
}

type Fact = readonly [name: string, value: string];

function programFacts({ program, configDigest, epoch, seed }: ShownReport): readonly Fact[] {
  return [
    ['File', program.file],
    ...(program.arguments.length === 0
      ? []
      : [['Arguments', program.arguments.join(' ')] as const]),
    ['Build', program.buildId],
    ['Configuration', configDigest],
    ['Clock begins at', epoch],
    ['Seed', String(seed)],
  ];
}

function searchFacts({ engine, search, faults, summary }: ShownReport): readonly Fact[] {
  const { edges } = summary;
  const shares = edges && `${grouped(edges.reached)} of ${grouped(edges.count)}`;
  return [
    ['Engine', engine],
    ['Strategy', search.strategy],
    ['Faults', `${faults.presets.join(', ') || 'rules only'}${faults.bare ? ', bare' : ''}`],
    ...limitFacts(search),
    ['Alike faults', search.thorough ? 'all run' : `${grouped(summary.alike)} left out`],
    ...(shares === undefined ? [] : [['Edges reached', shares] as const]),
    ...(edges === undefined ? [] : [['Without a fault', grouped(edges.baseline)] as const]),
  ];
}

function limitFacts({ limits, shard }: ShownReport['search']): readonly Fact[] {
  const parts = shard && `${shard.parts.join(', ')} of ${grouped(shard.of)}`;
  return [
    ...(limits === undefined
      ? []
      : [['Faults per path', `at most ${grouped(limits.maxFaults)}`] as const]),
    ...(parts === undefined
      ? []
      : [[shard?.parts.length === 1 ? 'Part' : 'Parts', parts] as const]),
  ];
}

function costFacts({ summary }: ShownReport): readonly Fact[] {
  const { wallMs, checkpoints, checkpointBytes, diverged, paths } = summary;
  const rate = wallMs === 0 ? 0 : (paths * 1000) / wallMs;
  return [
    ['Time', duration(wallMs)],
    ['Paths per second', rate.toFixed(1)],
    ['Checkpoints', grouped(checkpoints)],
    ...(checkpointBytes === undefined ? [] : [['Held by them', bytes(checkpointBytes)] as const]),
    ['Diverged', grouped(diverged)],
  ];
}

function List({ title, facts }: { title: string; facts: readonly Fact[] }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{line(value, 300)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
