import { githubView } from '../report/github-view.js';
import { htmlPage } from '../report/html-page.js';
import { jsonView } from '../report/json-view.js';
import { junitView } from '../report/junit/junit-view.js';
import { markdownView } from '../report/markdown-view.js';
import type { Renderer } from '../report/report-view.js';
import { sarifView } from '../report/sarif/sarif-view.js';
import type { CliOption } from './cli-option.js';

/** The forms of the report, each an option of `explore` and of `report`. */
export const viewOptions: readonly CliOption[] = [
  fileView('--json <file>', 'write the report as JSON', jsonView),
  fileView('--html <file>', 'write it as a page for a browser, in one file', htmlPage),
  fileView('--junit <file>', 'write it as JUnit XML: a case per call site and outcome', junitView),
  fileView('--sarif <file>', 'write the defects as SARIF 2.1.0, for code scanning', sarifView),
  fileView('--markdown <file>', 'write a summary for a pull request as Markdown', markdownView),
  {
    flags: '--github',
    help: 'print the defects as annotations for GitHub Actions',
    on: (draft) => void draft.views.push({ option: '--github', render: githubView }),
  },
];

function fileView(flags: string, help: string, render: Renderer): CliOption {
  return {
    flags,
    help,
    set: (draft, file, option) => void draft.views.push({ option, file, render }),
  };
}
