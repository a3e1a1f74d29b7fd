import { useEffect, useState } from 'preact/hooks';

const views = ['overview', 'tree', 'defects', 'calls'] as const;
export type ViewName = (typeof views)[number];

/** What stands behind the `#`: `#/defects/467a65bba1a2`. */
export interface Route {
  readonly view: ViewName;
  /** A defect's fingerprint, or a run's decisions. */
  readonly detail: string | undefined;
}

export function hrefOf(view: ViewName, detail?: string): string {
  const name = view === 'overview' ? '' : view;
  return detail === undefined ? `#/${name}` : `#/${name}/${encodeURIComponent(whole(detail))}`;
}

/** Halves of characters cannot be encoded; a fingerprint has none, whatever a report may say. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function routeOf(hash: string): Route {
  const [, name = '', detail] = /^#\/([a-z]*)(?:\/(.+))?$/.exec(hash) ?? [];
  const view = views.find((known) => known === name) ?? 'overview';
  return { view, detail: detail === undefined ? undefined : decoded(detail) };
}

/** A hand-written address may hold anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
