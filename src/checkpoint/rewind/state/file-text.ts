import { ownerOf, type OpenFile } from '../descriptors/open-file.js';
import type { SavedFile } from '../descriptors/saved-files.js';
import type { Canonical } from './canonical.js';

/** O_CLOEXEC is told per number; a pipe opened anew has O_LARGEFILE, which means nothing. */
const meaningless = 0o2000000 | 0o100000;
/** What was captured of programs: they cannot read it. */
const output = /^\/memfd:(stdout|stderr) \(deleted\)$/;

/** An open file, by whom it is held, and what there is behind it. */
export function fileText({ file, family, state }: SavedFile, canonical: Canonical): string {
  const { target, info, holders } = file;
  const hasPosition = target.startsWith('/') && !output.test(target);
  const open = [target, info.flags & ~meaningless, hasPosition ? info.position : 0];
  const timer = family.name === 'timerfd' ? [`file ${numberOfTimer(file)}`] : [];
  const owner = ownerOf(file).fd;
  return [owner, ...open, ...timer, holders, family.name, state]
    .map((x) => canonical.text(x))
    .join(' ');
}

/** The timers of a world are numbered by the interval that the kernel's own is set to. */
function numberOfTimer({ info }: OpenFile): string {
  return /^it_interval: \(0, (\d+)\)/m.exec(info.text)?.[1] ?? '0';
}
