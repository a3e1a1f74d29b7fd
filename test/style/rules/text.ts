import { homedir } from 'node:os';
import { projectRoot, type TextFile } from '../project.js';
import type { Violation } from '../violation.js';

const columnsMax = 100;

/** Joined here, so that this file does not break its own rule. */
const marker = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
const registryHost = /\bregistry\.[a-z]|^\s*(@[\w-]+:)?registry\s*=/i;

export function tooWide(file: TextFile): readonly Violation[] {
  if (!/\.(ts|js|sh|c|h|md)$|^\.ci\//.test(file.path)) return [];
  const prose = file.path.endsWith('.md');
  return linesWhere(file, (line) => {
    const columns = Array.from(line).length;
    if (columns <= columnsMax || (prose && /^\s*\||\]\(|https?:/.test(line))) return undefined;
    return `${String(columns)} columns; break the line at ${String(columnsMax)}`;
  });
}

export function leftoverMarkers(file: TextFile): readonly Violation[] {
  return linesWhere(file, (line) =>
    marker.test(line) ? 'a leftover marker; do it now, or open an issue and drop it' : undefined,
  );
}

export function machinePaths(file: TextFile): readonly Violation[] {
  const paths = machinePathPatterns();
  return linesWhere(file, (line) =>
    paths.some((path) => path.test(line))
      ? "a path of somebody's machine; make it relative, or use /srv/app in an example"
      : undefined,
  );
}

export function registryHosts(file: TextFile): readonly Violation[] {
  return linesWhere(file, (line) =>
    registryHost.test(line) ? 'names a package registry; leave that to the user' : undefined,
  );
}

export function resolvedUrls(lock: TextFile): readonly Violation[] {
  return linesWhere(lock, (line) =>
    /"resolved": "https?:/.test(line)
      ? 'a resolved URL; npm install with omit-lockfile-registry-resolved=true (.npmrc)'
      : undefined,
  );
}

function machinePathPatterns(): readonly RegExp[] {
  const literal = [projectRoot, `${homedir()}/`].filter((path) => path.split('/').length > 2);
  return [
    /(^|[^\w.])\/(home|Users)\/\w/,
    ...literal.map((path) => new RegExp(`(^|[^\\w.])${quote(path)}`)),
  ];
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function linesWhere(
  file: TextFile,
  check: (line: string) => string | undefined,
): readonly Violation[] {
  return file.text.split('\n').flatMap((text, index) => {
    const message = check(text);
    return message === undefined ? [] : [{ file: file.path, line: index + 1, message }];
  });
}
