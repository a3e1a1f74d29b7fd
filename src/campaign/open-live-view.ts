import { LiveView } from '../ui/live-view.js';
import type { Interrupts } from './interrupts.js';
import type { ExploreRequest } from './requests.js';
import type { Screen } from './screen.js';

/** The live page, where it was asked for; its address is a note above the status. */
export async function openLiveView(
  { ui }: ExploreRequest,
  interrupts: Interrupts,
  screen: Screen,
): Promise<LiveView | undefined> {
  if (!ui) return undefined;
  const view = await LiveView.open(() => interrupts.interrupt());
  screen.status.note(`note: live page: ${view.url}`);
  return view;
}
