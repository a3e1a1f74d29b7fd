import { nr } from '../abi/syscalls.js';
import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { spareMs } from '../checkpoint/qemu/guest/guest-limits.js';
import { tracedMachine } from '../checkpoint/qemu/machine/machine-arguments.js';
import type { ProgramSettings, Settings } from '../model/settings.js';
import type { EngineParts } from './open-engine.js';
import { GuestPolicy } from './guest-policy.js';

/** The world of a machine: QEMU is its one program, and what it runs is known to the policy. */
export function guestParts(settings: Settings, guest: BootedGuest, records: boolean): EngineParts {
  return {
    settings: machineSettings(settings, guest),
    watchedCalls: [nr.sendmsg],
    policy: () => new GuestPolicy(settings, guest, records),
  };
}

function machineSettings(settings: Settings, guest: BootedGuest): Settings {
  const { limits } = settings;
  return {
    ...settings,
    sut: machineProgram(guest),
    peers: [],
    drivers: [],
    probes: [],
    // The guest keeps its own.
    time: 'real',
    limits: {
      ...limits,
      cpuMs: limits.wallMs + spareMs,
      wallMs: limits.wallMs + spareMs,
      noProgressMs: limits.wallMs + spareMs,
    },
  };
}

function machineProgram(guest: BootedGuest): ProgramSettings {
  return {
    role: 'sut',
    name: 'qemu',
    file: guest.qemu,
    argv: tracedMachine(guest),
    env: { PATH: '/usr/bin:/bin' },
    envChanges: {},
    cwd: '/',
    stdin: guest.stateFile,
    ready: { kind: 'auto' },
  };
}
