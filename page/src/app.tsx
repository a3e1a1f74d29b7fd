import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useSource, type embeddedData } from './data/source.js';
import type { ShownReport } from './data/shown-report.js';
import { Header } from './header.js';
import { LiveBar } from './live-bar.js';
import { buildRunTree } from './model/run-tree.js';
import { line } from './model/text.js';
import { useRoute, type Route } from './route.js';
import { Calls } from './views/calls.js';
import { Defects } from './views/defects.js';
import { Overview } from './views/overview.js';
import { TreeView } from './tree/tree-view.js';

type Data = NonNullable<ReturnType<typeof embeddedData>>;

export function App({ data }: { data: Data }): VNode {
  const { report, live } = useSource(data);
  const goesOn = live !== undefined && live.status?.state !== 'ended';
  const route = useRoute();
  const main = useMainFocus(route);
  useTitle(report);
  return (
    <div class={`app view-${route.view}`}>
      <a class="skip" href="#main" onClick={(event) => skipTo(event, main.current)}>
        Skip to the content
      </a>
      <Header route={route} report={report} />
      {live !== undefined && <LiveBar live={live} />}
      <main id="main" tabIndex={-1} ref={main}>
        {report === undefined ? (
          <Waiting />
        ) : (
          <View route={route} report={report} goesOn={goesOn} />
        )}
      </main>
    </div>
  );
}

interface ViewProps {
  readonly route: Route;
  readonly report: ShownReport;
  readonly goesOn: boolean;
}

function View({ route, report, goesOn }: ViewProps): VNode {
  const tree = useMemo(() => buildRunTree(report), [report]);
  switch (route.view) {
    case 'overview':
      return <Overview report={report} goesOn={goesOn} />;
    case 'tree':
      return <TreeView report={report} tree={tree} selected={route.detail} />;
    case 'defects':
      return <Defects report={report} selected={route.detail} />;
    case 'calls':
      return <Calls report={report} />;
  }
}

function Waiting(): VNode {
  return <p class="waiting">Running the program without a fault first. The tree starts then.</p>;
}

function skipTo(event: Event, element: HTMLElement | null): void {
  event.preventDefault();
  element?.focus();
}

/** Who reads by ear is taken to a new view; who opens the page begins at its top. */
function useMainFocus({ view, detail }: Route): { current: HTMLElement | null } {
  const main = useRef<HTMLElement>(null);
  const last = useRef(view);
  useEffect(() => {
    if (last.current !== view) main.current?.focus({ preventScroll: true });
    if (last.current !== view || view === 'defects') scrollTo(0, 0);
    last.current = view;
  }, [view, detail]);
  return main;
}

function useTitle(report: ShownReport | undefined): void {
  useEffect(() => {
    if (report !== undefined) document.title = `${line(report.program.name)} · Chokepoint report`;
  }, [report]);
}
