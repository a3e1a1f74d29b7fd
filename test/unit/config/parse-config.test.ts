import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../../src/config/config-schema.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { OperatorError } from '../../../src/support/operator-error.js';

function problemsOf(config: unknown): readonly string[] {
  try {
    parseConfig(config, 'x.config.ts');
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    const [title, ...lines] = (error as Error).message.split('\n');
    expect(title).toBe('x.config.ts is not a valid configuration:');
    return lines.map((line) => line.trim());
  }
  return [];
}

const programError = 'expected a command (a string or a list of strings) or { command: ... }';
const readyError =
  'expected "auto", { port: NUMBER }, { line: "REGULAR EXPRESSION" } or { delayMs: NUMBER }';

const wrong: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no object', null, ['expected an object, got null']],
  ['a program of another type', { sut: 5 }, [`sut: ${programError}, got 5`]],
  [
    'states that are told apart by nothing there is',
    { states: { visited: 'no', ignore: ['a b', 'a+1:0', 5], ignoreClok: true } },
    [
      'states.visited: expected true or false, got "no"',
      'states.ignore[0]: expected "symbol" or "symbol+offset:length", got "a b"',
      'states.ignore[1]: expected "symbol" or "symbol+offset:length", got "a+1:0"',
      'states.ignore[2]: expected "symbol" or "symbol+offset:length", got 5',
      'states: unknown key "ignoreClok" (did you mean "ignoreClock"?)',
    ],
  ],
  [
    'a port that is none',
    { peers: [{ command: 'x', ready: { port: 'http' } }] },
    ['peers[0].ready.port: expected a number between 1 and 65535, got "http"'],
  ],
  [
    'a mistyped key of a program',
    { sut: { comand: 'x' } },
    [
      'sut.command: expected a command: a string, or a list of strings, got nothing',
      'sut: unknown key "comand" (did you mean "command"?)',
    ],
  ],
  [
    'a key far from any',
    { zebra: 1, limits: { maxFautls: 1 } },
    ['limits: unknown key "maxFautls" (did you mean "maxFaults"?)', 'unknown key "zebra"'],
  ],
  [
    'an unknown readiness',
    { sut: { command: 'x', ready: 'soon' } },
    [`sut.ready: ${readyError}, got "soon"`],
  ],
  [
    'two readinesses',
    { sut: { command: 'x', ready: { port: 1, line: 'a' } } },
    [`sut.ready: ${readyError}, got an object`],
  ],
  [
    'a broken pattern',
    { sut: { command: 'x', ready: { line: '(' } } },
    ['sut.ready.line: expected a valid regular expression, got "("'],
  ],
  [
    'an argument that is no string',
    { sut: ['a', 3] },
    ['sut[1]: expected an argument as a string, got 3'],
  ],
  ['a NUL byte', { sut: 'a\0b' }, ['sut: expected a command without a NUL byte, got "a\\u0000b"']],
  [
    'a variable that is no string',
    { sut: { command: 'x', env: { A: 1 } } },
    ['sut.env.A: expected a string, or null to remove it, got 1'],
  ],
  [
    'an unknown preset',
    { faults: 'al' },
    [
      'faults: expected "representative", "all", "resources", "interrupts", "waits", ' +
        'or { preset, rules, bare, persistence }, got "al"',
    ],
  ],
  [
    'an unknown one among presets',
    { faults: { preset: ['all', 'bare'] } },
    [
      'faults.preset[1]: expected "representative", "all", "resources", "interrupts", "waits", ' +
        'or a list of them, got "bare"',
    ],
  ],
  [
    'no number of times',
    { faults: { persistence: { times: 0 } } },
    ['faults.persistence.times: expected a whole number between 1 and 999999, got 0'],
  ],
  [
    'a persistence that is none',
    { faults: { rules: [{ persistence: 'often' }] } },
    ['faults.rules[0].persistence: expected "once", "always" or { times }, got "often"'],
  ],
  ['a fraction', { jobs: 1.5 }, ['jobs: expected a whole number between 1 and 1024, got 1.5']],
  [
    'a negative bound',
    { limits: { maxFaults: -1 } },
    ['limits.maxFaults: expected a whole number of at least 0, got -1'],
  ],
  [
    'a time that no timer can wait',
    { limits: { wallMs: 1e12 } },
    ['limits.wallMs: expected milliseconds between 1 and 2147483647, got 1000000000000'],
  ],
  [
    'a signal that is none',
    { stop: { signal: 'SIGNAL' } },
    ['stop.signal: expected a signal such as "SIGTERM", got "SIGNAL"'],
  ],
  [
    'a predicate that is none',
    { oracle: { predicate: 4 } },
    ['oracle.predicate: expected a function, got 4'],
  ],
  ['a list that is none', { peers: {} }, ['peers: expected a list of programs, got an object']],
  [
    'a strategy that is none',
    { strategy: 'depth-frist' },
    [
      'strategy: expected "fewest-faults", "breadth-first", "depth-first", "random", ' +
        '"evolutionary", "coverage-guided", or a function (did you mean "depth-first"?), ' +
        'got "depth-frist"',
    ],
  ],
  [
    'a strategy that is not even a word',
    { strategy: ['random'] },
    [
      'strategy: expected "fewest-faults", "breadth-first", "depth-first", "random", ' +
        '"evolutionary", "coverage-guided", or a function, got a list',
    ],
  ],
  [
    'a bound of no faults at all',
    { limits: { maxFaultsPerSite: 0 } },
    ['limits.maxFaultsPerSite: expected a whole number of at least 1, got 0'],
  ],
  [
    'an engine that is none',
    { engine: 'magic' },
    ['engine: expected one of "auto", "rewind", "replay", "qemu", got "magic"'],
  ],
  ['no truth value', { sealed: 'no' }, ['sealed: expected true or false, got "no"']],
];

describe('parseConfig', () => {
  it.each(wrong)('refuses %s', (_, config, problems) => {
    expect([...problemsOf(config)].sort()).toEqual([...problems].sort());
  });

  it('names a variable with "=" in its name', () => {
    const [problem] = problemsOf({ sut: { command: 'x', env: { 'A=B': 'c' } } });
    expect(problem).toContain('sut.env["A=B"]');
  });

  it('shows little of a huge value', () => {
    const [problem] = problemsOf({ strategy: 'x'.repeat(10_000_000) });
    expect(problem?.length).toBeLessThan(200);
  });

  it('fills in the defaults', () => {
    expect(parseConfig({}, 'x')).toEqual({
      peers: [],
      drivers: [],
      guest: { include: [], checkpoints: 'in-place', diskBytes: 2 ** 32 },
      stop: { signal: 'SIGTERM', graceMs: 2000 },
      faults: 'representative',
      states: { visited: true, ignore: [], ignoreClock: false },
      strategy: 'fewest-faults',
      strategySeed: 0,
      thorough: false,
      limits: {
        maxFaults: 2,
        maxDepth: 1000,
        maxCheckpoints: 100_000,
        maxPaths: 100_000,
        timeMs: 0,
        cpuMs: 10_000,
        wallMs: 30_000,
        virtualMs: 3_600_000,
        outputBytes: 16 * 1024 * 1024,
        checkpointBytes: 1024 ** 3,
        noProgressMs: 1000,
        readyMs: 10_000,
      },
      stopAtFirst: false,
      minimise: true,
      coverage: false,
      time: 'virtual',
      seed: 0,
      jobs: 1,
      engine: 'auto',
      verify: false,
      sealed: true,
      oracle: { allowedExitCodes: [0], failureIsDefect: false },
    });
  });

  it('has a JSON schema that says the same', () => {
    const ajv = new Ajv2020({ strict: false });
    const validate = ajv.compile(configJsonSchema() as object);
    expect(validate({ sut: './a', peers: [{ command: ['b'], ready: { port: 5 } }] })).toBe(true);
    expect(validate({ sut: './a', pears: [] })).toBe(false);
    expect(validate({ sut: 5 })).toBe(false);
    expect(validate({ strategy: 'random', strategySeed: 3 })).toBe(true);
    expect(validate({ strategy: 'by heart' })).toBe(false);
  });
});
