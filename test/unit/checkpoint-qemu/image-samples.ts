import type { ProgramSettings } from '../../../src/model/settings.js';

export function programOf(file: string, more: Partial<ProgramSettings> = {}): ProgramSettings {
  return {
    role: 'sut',
    name: 'sut',
    file,
    argv: [file],
    env: {},
    envChanges: {},
    cwd: '/',
    stdin: '/dev/null',
    ready: { kind: 'auto' },
    ...more,
  };
}
