import type { VNode } from 'preact';
import { grouped } from '../../../../src/support/grouped.js';
import type { ShownReport } from '../../data/shown-report.js';
import { line } from '../../model/text.js';

type History = NonNullable<ShownReport['history']>;

/** `Since last-week.json: 1 new, 2 still there, 1 fixed` */
export function Since({ history }: { history: History }): VNode {
  const { previous, stillThere, fixed, untried = [] } = history;
  const counts = [
    `${grouped(history.new.length)} new`,
    `${grouped(stillThere.length)} still there`,
    `${grouped(fixed.length)} fixed`,
    ...(untried.length === 0 ? [] : [`${grouped(untried.length)} not tried again`]),
  ];
  return (
    <p class="lead since">
      Since {line(previous, 200)}: {counts.join(', ')}.
    </p>
  );
}

export function FormerDefects({
  title,
  list,
}: {
  title: string;
  list: History['fixed'];
}): VNode | null {
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="notes">
        {list.map(({ fingerprint, description }) => (
          <li key={fingerprint}>
            {line(description)} <code>{line(fingerprint, 40)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
