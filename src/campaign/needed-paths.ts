import { dirname } from 'node:path';
import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import type { ProgramSettings, Settings } from '../model/settings.js';

/**
 * What must be visible in the world even below /tmp, which is otherwise empty there: programs,
 * their directories and input, and every absolute path among their arguments.
 */
export function neededPaths(settings: Settings, guest?: BootedGuest): readonly string[] {
  // The world of a machine holds QEMU, and the programs are inside of that.
  if (guest !== undefined) return [guest.kernel, guest.initrd, guest.stateFile, guest.qemu];
  const { sut, peers, drivers, probes } = settings;
  const programs = [sut, ...peers, ...drivers, ...probes];
  return [...new Set(programs.flatMap(pathsOf))];
}

function pathsOf({ file, cwd, stdin, argv, env }: ProgramSettings): readonly string[] {
  const named = argv.slice(1).flatMap((word) => word.match(/\/tmp\/[^\s'":;,]*/g) ?? []);
  const temporary = env['TMPDIR'] === undefined ? [] : [env['TMPDIR']];
  return [file, dirname(file), cwd, stdin, ...named, ...temporary].filter((path) =>
    path.startsWith('/'),
  );
}
