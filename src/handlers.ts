import { runCampaign } from './campaign.js';
import { runDoctor } from './campaign/doctor.js';
import { replayPath } from './campaign/replay-path.js';
import { processScreen } from './campaign/screen.js';
import { showReport } from './campaign/show-report.js';
import type { CommandHandlers } from './campaign/requests.js';

/** The commands, wired to what they do. */
export const handlers: CommandHandlers = {
  explore: (request) => runCampaign(request, processScreen(request.quiet)),
  replay: (request) => replayPath(request, processScreen(request.quiet)),
  report: (request) => Promise.resolve(showReport(request, processScreen(true))),
  doctor: (request) => runDoctor(request, processScreen(true)),
};
