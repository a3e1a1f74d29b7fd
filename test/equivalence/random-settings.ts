import type { Settings } from '../../src/model/settings.js';
import { program, settingsFor } from '../kernel/explore-fixture.js';
import type { RandomProgram } from './random-program.js';

/** Few enough for hundreds of programs; both engines are cut at the same place. */
const pathsMax = 14;

/** @param script the compiled interpreter; what it writes is in the world's own layer */
export function randomSettings(script: string, drawn: RandomProgram): Settings {
  const { sutIs, client, server, preset, strategy, maxFaults } = drawn;
  // How far one is that never rests is a matter of luck, and so is whether a state is told.
  const othersSpin = (sutIs === 'client' ? server : client).some((one) => one.includes('spin'));
  const ready = { ready: { kind: 'line', pattern: '^print ready' } } as const;
  const sut = { name: 'sut' };
  const words = (operations: readonly string[]): readonly string[] => [script, ...operations];
  const roles =
    sutIs === 'client'
      ? {
          sut: program('sut', words(client), sut),
          peers: [program('peer', words(server), { name: 'peer', ...ready })],
        }
      : {
          sut: program('sut', words(server), { ...sut, ...ready }),
          drivers: [program('driver', words(client), { name: 'driver' })],
        };
  return settingsFor(roles.sut, {
    ...roles,
    faults: { presets: [preset], rules: [], bare: false, persistence: 'once' },
    strategy,
    states: { visited: !othersSpin, ignore: [], ignoreClock: false, printed: false },
    stop: { signal: 'SIGTERM', graceMs: 300 },
    limits: { maxFaults, maxPaths: pathsMax, noProgressMs: 60, wallMs: 5000 },
  });
}
