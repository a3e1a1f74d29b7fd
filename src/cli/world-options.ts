import { engines, timeModes } from '../model/settings.js';
import { chanceOptions } from './chance-options.js';
import type { CliOption } from './cli-option.js';
import { dnsOption } from './dns-option.js';
import type { Draft } from './draft.js';
import { faultOptions } from './fault-options.js';
import { guestOptions } from './guest-options.js';
import { timeLimit } from './limit-option.js';
import { probeOptions } from './probe-options.js';
import {
  assignment,
  commandValue,
  durationMs,
  oneOf,
  readiness,
  signalName,
} from './option-values.js';

/** Options that say what runs and what may happen to it: `explore` and `replay` share them. */
export const worldOptions: readonly CliOption[] = [
  {
    flags: '-c, --config <file>',
    help:
      'configuration file (default, if no program is given: ' +
      'chokepoint.config.{ts,js,mjs,json})',
    set: (draft, value) => void (draft.configFile = value),
  },
  {
    flags: '--peer <command>',
    help: 'program that is started before the one under test; may be repeated',
    set: (draft, value, name) => void draft.peers.push({ command: commandValue(name, value) }),
  },
  {
    flags: '--driver <command>',
    help: 'client that is started once the program under test, a server, is ready; may be repeated',
    set: (draft, value, name) => void draft.drivers.push({ command: commandValue(name, value) }),
  },
  ...probeOptions,
  {
    flags: '--ready <condition>',
    help:
      'when the --peer before it is ready (before any --peer: the program under test): ' +
      'auto, port:NUMBER, line:PATTERN or delay:TIME (default: auto)',
    set: setReady,
  },
  {
    flags: '--env <name=value>',
    help: 'environment variable of the program under test; NAME alone removes it; may be repeated',
    set: setVariable,
  },
  {
    flags: '--stdin <file>',
    help: 'standard input of the program under test (default: /dev/null)',
    set: (draft, value) => void (draft.sut.stdin = value),
  },
  {
    flags: '--cwd <directory>',
    help: 'working directory of the program under test',
    set: (draft, value) => void (draft.sut.cwd = value),
  },
  dnsOption,
  ...faultOptions,
  {
    flags: '--engine <name>',
    help: `how to go back to a checkpoint: ${engines.join(', ')} (default: auto)`,
    set: (draft, value, name) => void (draft.fields.engine = oneOf(name, value, engines)),
  },
  {
    flags: '--verify',
    help: 'compare every restored world with what was saved (slow)',
    on: (draft) => void (draft.fields.verify = true),
  },
  {
    flags: '--unsealed',
    help: 'run without namespaces: nothing protects files, ports and processes of this machine',
    on: (draft) => void (draft.fields.sealed = false),
  },
  timeLimit('--cpu-limit <time>', 'CPU time of one run (default: 10s)', 1, 'cpuMs'),
  timeLimit('--wall-limit <time>', 'wall-clock time of one run (default: 30s)', 1, 'wallMs'),
  timeLimit(
    '--no-progress <time>',
    'how long everything waits for nothing before a run counts as hung (default: 1s)',
    1,
    'noProgressMs',
  ),
  timeLimit(
    '--virtual-limit <time>',
    "time of one run by the world's clock (default: 1h)",
    1,
    'virtualMs',
  ),
  {
    flags: '--clock <kind>',
    help: `the clock that the programs go by: ${timeModes.join(' or ')} (default: virtual)`,
    set: (draft, value, name) => void (draft.fields.time = oneOf(name, value, timeModes)),
  },
  {
    flags: '--stop-signal <name>',
    help: 'signal that asks a server to stop (default: SIGTERM)',
    set: setStopSignal,
  },
  {
    flags: '--stop-grace <time>',
    help: 'how long a server may take to stop (default: 2s)',
    set: setStopGrace,
  },
  {
    flags: '--fail-on-failure',
    help: 'an exit code other than 0 is a defect',
    on: (draft) => void (draft.fields.oracle = { failureIsDefect: true }),
  },
  ...chanceOptions,
  ...guestOptions,
];

function setStopSignal(draft: Draft, value: string, name: string): void {
  draft.fields.stop = { ...draft.fields.stop, signal: signalName(name, value) };
}

function setStopGrace(draft: Draft, value: string, name: string): void {
  draft.fields.stop = { ...draft.fields.stop, graceMs: durationMs(name, value) };
}

function setReady(draft: Draft, value: string, name: string): void {
  const owner = draft.peers.at(-1) ?? draft.sut;
  owner.ready = readiness(name, value);
}

function setVariable(draft: Draft, value: string, name: string): void {
  const [variable, content] = assignment(name, value);
  draft.sut.env = { ...draft.sut.env, [variable]: content };
}
