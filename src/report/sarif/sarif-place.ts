import { isAbsolute } from 'node:path/posix';
import { pathToFileURL } from 'node:url';
import { printableLine } from '../printable.js';
import type { SourcePlace } from '../source-place.js';
import { sarifMessage } from './sarif-message.js';

/** The name of the directory that places are relative to. */
export const rootId = 'SRCROOT';

/** A line of a file, or all of it. */
type Place = Pick<SourcePlace, 'file'> & Partial<SourcePlace>;

interface Logical {
  readonly name: string;
  readonly kind?: string;
}

/** A line of a source where one is known, and what it is called in any case. */
export function sarifLocation(
  place: Place | undefined,
  text: string,
  logical: readonly Logical[],
): Readonly<Record<string, unknown>> {
  const names = logical.map(({ name, kind }) => ({
    fullyQualifiedName: printableLine(name, 500),
    ...(kind === undefined ? {} : { kind }),
  }));
  return {
    ...(place === undefined ? {} : { physicalLocation: physicalLocation(place) }),
    ...(names.length === 0 ? {} : { logicalLocations: names }),
    message: sarifMessage(text),
  };
}

function physicalLocation({ file, line }: Place): unknown {
  const artifactLocation = isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: encodePath(file), uriBaseId: rootId };
  return { artifactLocation, ...(line === undefined ? {} : { region: { startLine: line } }) };
}

/** A name with broken UTF-16 cannot be encoded as it is. */
function encodePath(file: string): string {
  return printableLine(file, 4096).split('/').map(encodeURIComponent).join('/');
}

export function folderUri(directory: string): string {
  const { href } = pathToFileURL(directory);
  return href.endsWith('/') ? href : `${href}/`;
}
