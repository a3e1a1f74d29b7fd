import { pageWith } from '../report/html-page.js';

/**
 * The page of a report without one: it asks its own server for it. Nothing else about its policy
 * changes.
 */
export function livePage(): string {
  const data = { format: 'chokepoint-live', events: 'events', stop: 'stop' };
  return pageWith(data).replace("connect-src 'none'", "connect-src 'self'");
}
