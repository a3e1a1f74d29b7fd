import type { VNode } from 'preact';
import { grouped } from '../../src/support/grouped.js';
import type { ShownReport } from './data/shown-report.js';
import { line } from './model/text.js';
import { hrefOf, type Route, type ViewName } from './route.js';
import { ThemeSwitch } from './theme.js';

interface Tab {
  readonly view: ViewName;
  readonly count?: number | undefined;
}

export const viewLabel: Readonly<Record<ViewName, string>> = {
  overview: 'Overview',
  defects: 'Defects',
  tree: 'State space',
  calls: 'Calls',
};

export function Header({
  route,
  report,
}: {
  route: Route;
  report: ShownReport | undefined;
}): VNode {
  return (
    <header class="top">
      <a class="brand" href={hrefOf('overview')}>
        <svg viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">
          <path d="M1 2C9 2 9 8 14 8S19 2 27 2M1 14C9 14 9 8 14 8S19 14 27 14" />
          <circle cx="14" cy="8" r="2.6" />
        </svg>
        <span class="name">Chokepoint</span>
        {report !== undefined && <span class="of">{line(report.program.name, 60)}</span>}
      </a>
      <nav aria-label="Views">
        {tabsOf(report).map(({ view, count }) => (
          <a
            key={view}
            href={hrefOf(view)}
            {...(route.view === view ? { 'aria-current': 'page' as const } : {})}
          >
            {viewLabel[view]}
            {count !== undefined && <span class="count">{grouped(count)}</span>}
          </a>
        ))}
      </nav>
      <ThemeSwitch />
    </header>
  );
}

function tabsOf(report: ShownReport | undefined): readonly Tab[] {
  return [
    { view: 'overview' },
    { view: 'defects', count: report?.defects.length },
    { view: 'tree', count: report?.paths.length },
    { view: 'calls', count: report?.choicePoints.length },
  ];
}
