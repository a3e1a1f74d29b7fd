import { htmlPage } from '../report/html-page.js';
import { jsonView } from '../report/json-view.js';
import { junitView } from '../report/junit/junit-view.js';
import type { Renderer } from '../report/report-view.js';
import type { CliOption } from './cli-option.js';

/** The forms of the report, each an option of `explore` and of `report`. */
export const viewOptions: readonly CliOption[] = [
  fileView('--json <file>', 'write the report as JSON', jsonView),
  fileView('--html <file>', 'write it as a page for a browser, in one file', htmlPage),
  fileView('--junit <file>', 'write it as JUnit XML: a case per call site and outcome', junitView),
];

function fileView(flags: string, help: string, render: Renderer): CliOption {
  return {
    flags,
    help,
    set: (draft, file, option) => void draft.views.push({ option, file, render }),
  };
}
