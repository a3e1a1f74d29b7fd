import type { ProgramSettings } from '../../../model/settings.js';

/** What init needs to start a program, in the order that native/guest-init.c reads it. */
export function startWords(program: ProgramSettings): readonly string[] {
  const { role, uid, cwd, stdin, file, argv, env } = program;
  const user = uid === undefined ? '-' : String(uid);
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [
    role === 'sut' ? 'sut' : '-',
    user,
    user,
    cwd,
    stdin,
    file,
    String(argv.length),
    ...argv,
    String(variables.length),
    ...variables,
  ];
}
