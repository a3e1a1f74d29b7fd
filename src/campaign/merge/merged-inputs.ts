import type { Inputs } from '../../report/history-schema.js';
import type { Report } from '../../report/report-schema.js';
import type { Source } from './portions.js';

/** What all of the runs depend on; absent where nobody has said it of some. */
export function mergedInputs(sources: readonly Source[]): Pick<Report, 'inputs'> {
  const [first, ...others] = sources.flatMap(({ report }) => report.inputs ?? []);
  if (first === undefined || others.length < sources.length - 1) return {};
  return { inputs: others.reduce(joined, first) };
}

function joined(one: Inputs, other: Inputs): Inputs {
  const { version, kernel } = one;
  const files = new Map(one.files.map((file) => [file.path, file]));
  const unknown = one.unknown ?? other.unknown ?? contradiction(one, other);
  if (unknown !== undefined) return { version, kernel, journals: [], files: [], unknown };
  for (const file of other.files) files.set(file.path, file);
  return {
    version,
    kernel,
    journals: [...new Set([...one.journals, ...other.journals])],
    files: [...files.values()].sort(({ path: a }, { path: b }) => (a < b ? -1 : 1)),
  };
}

function contradiction(one: Inputs, other: Inputs): string | undefined {
  if (one.version !== other.version) return 'its parts were made by different versions';
  if (one.kernel !== other.kernel) return 'its parts ran on different kernels';
  const digests = new Map(one.files.map(({ path, digest }) => [path, digest]));
  const differing = other.files.find(({ path, digest }) => {
    const known = digests.get(path);
    return known !== undefined && known !== digest;
  });
  return differing && `${differing.path} was not the same for all of its parts`;
}
