import { basename } from 'node:path';
import type { Frame } from '../../model/choice-point.js';
import type { ModuleMap } from '../modules/module-map.js';
import type { RawFrame } from '../unwind/unwinder.js';

/**
 * Names the frames. An address is the frame's look-up address: for a caller it lies inside the
 * call instruction, so that symbol tables and line tables can be asked for it as it stands.
 */
export function describeStack(modules: ModuleMap, frames: readonly RawFrame[]): Frame[] {
  return frames.map(({ lookup }) => describe(modules, lookup));
}

function describe(modules: ModuleMap, lookup: number): Frame {
  const place = modules.place(lookup);
  if (place?.image === undefined) return { ...moduleOf(place?.mapping.path), address: lookup };
  const address = lookup + place.toFileAddress;
  const name = place.image.symbols.nameAt(address);
  const frame = { ...moduleOf(place.mapping.path), address };
  return name === undefined ? frame : { ...frame, function: name };
}

function moduleOf(path = ''): Pick<Frame, 'module' | 'path'> {
  if (path.startsWith('/')) return { module: basename(path), path };
  return { module: path.startsWith('[') ? path : '?', path: '' };
}
