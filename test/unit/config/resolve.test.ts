import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandLine } from '../../../src/config/command-line.js';
import type { UserConfig } from '../../../src/config/config-schema.js';
import { noTimeLimitMs, resolve } from '../../../src/config/resolve.js';
import type { Settings } from '../../../src/model/settings.js';
import { testFolder } from './folder.js';

let folder = '';
let caller = '';

beforeEach(() => {
  folder = testFolder();
  caller = path.join(folder, 'caller');
  mkdirSync(caller);
});

const env = { PATH: '/usr/bin:/bin', HOME: '/root', GONE: undefined };

function resolved(config: UserConfig, given: Partial<CommandLine> = {}, uid = 0): Settings {
  const loaded = { config, predicate: undefined, origin: 'x.config.ts', directory: folder };
  const nothing = { directory: caller, fields: {}, sut: {}, peers: [], drivers: [], probes: [] };
  return resolve(loaded, { ...nothing, ...given }, { env, uid });
}

describe('resolve', () => {
  it('leaves nothing of a program open', () => {
    const { sut } = resolved({ sut: "sh -c 'exit 3'" });
    expect(sut).toEqual({
      role: 'sut',
      name: 'sh',
      file: '/usr/bin/sh',
      argv: ['sh', '-c', 'exit 3'],
      env: { PATH: '/usr/bin:/bin', HOME: '/root', ASAN_OPTIONS: 'detect_leaks=0' },
      envChanges: {},
      cwd: folder,
      stdin: '/dev/null',
      ready: { kind: 'auto' },
    });
  });

  it('lets what was printed count where it may be judged', () => {
    const predicate = (): true => true;
    expect(resolved({ sut: 'true', oracle: { predicate } }).states.printed).toBe(true);
    expect(resolved({ sut: 'true' }).states.printed).toBe(false);
  });

  it('takes every field of a program', () => {
    writeFileSync(path.join(folder, 'input'), '');
    mkdirSync(path.join(folder, 'work'));
    const { peers } = resolved({
      sut: 'true',
      peers: [
        {
          command: ['sh', '-c', 'x y'],
          name: 'server',
          env: { HOME: null, A: 'b' },
          cwd: 'work',
          stdin: 'input',
          uid: 33,
          ready: { delayMs: 0 },
        },
      ],
    });
    expect(peers).toEqual([
      {
        role: 'peer',
        name: 'server',
        file: '/usr/bin/sh',
        argv: ['sh', '-c', 'x y'],
        env: { PATH: '/usr/bin:/bin', A: 'b', ASAN_OPTIONS: 'detect_leaks=0' },
        envChanges: { HOME: null, A: 'b' },
        cwd: path.join(folder, 'work'),
        stdin: path.join(folder, 'input'),
        uid: 33,
        ready: { kind: 'delay', delayMs: 0 },
      },
    ]);
  });

  it('is frozen all the way down', () => {
    const settings = resolved({ sut: 'true' });
    expect(Object.isFrozen(settings.limits)).toBe(true);
    expect(Object.isFrozen(settings.sut.env)).toBe(true);
  });

  it('is plain data: it survives JSON', () => {
    const settings = resolved({ sut: 'true', faults: { rules: [{ call: 'connect' }] } });
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
  });

  it('takes 0 for no time limit', () => {
    expect(resolved({ sut: 'true' }).limits.timeMs).toBe(noTimeLimitMs);
    expect(resolved({ sut: 'true', limits: { timeMs: 5 } }).limits.timeMs).toBe(5);
  });

  it('knows no bound per call site or socket that was not given', () => {
    expect(resolved({ sut: 'true' }).limits).not.toHaveProperty('maxFaultsPerSite');
    const limits = { maxFaultsPerSite: 1, maxFaultsPerSocket: 2 };
    expect(resolved({ sut: 'true', limits }).limits).toMatchObject(limits);
  });

  it('calls a strategy that is a function user-defined, and is data all the same', () => {
    const settings = resolved({ sut: 'true', strategy: () => 1 });
    expect(settings.strategy).toBe('user-defined');
    const named = resolved({ sut: 'true', strategy: () => 1 }, { fields: { strategy: 'random' } });
    expect(named.strategy).toBe('random');
  });

  it.each([
    ['verbosity=1', 'verbosity=1:detect_leaks=0'],
    ['a=1:detect_leaks=1', 'a=1:detect_leaks=1'],
    ['', 'detect_leaks=0'],
  ])('keeps the sanitizer options %s', (given, expected) => {
    const { sut } = resolved({ sut: { command: 'true', env: { ASAN_OPTIONS: given } } });
    expect(sut.env['ASAN_OPTIONS']).toBe(expected);
  });

  it('numbers names that repeat', () => {
    const { sut, peers, drivers } = resolved({
      sut: 'true',
      peers: ['true', { command: 'false', name: 'true-2' }],
      drivers: ['true'],
    });
    const names = [sut, ...peers, ...drivers].map(({ name }) => name);
    expect(names).toEqual(['true', 'true-3', 'true-2', 'true-4']);
  });

  it('gives rules the name that choice points have', () => {
    const rules = [{ call: 'getsockopt', outcomes: ['so_error-ETIMEDOUT'], port: undefined }];
    const { faults } = resolved({ sut: 'true', faults: { rules } });
    expect(faults).toEqual({
      presets: ['representative'],
      rules: [{ call: 'getsockopt(SO_ERROR)', outcomes: ['so_error-ETIMEDOUT'] }],
      bare: false,
      persistence: 'once',
    });
  });
});

describe('resolve with a command line', () => {
  it('puts flags over the configuration, field by field', () => {
    const config: UserConfig = {
      sut: 'true',
      limits: { maxFaults: 1, maxDepth: 7 },
      faults: { preset: 'all', rules: [{ call: 'connect' }] },
      oracle: { allowedExitCodes: [0, 1] },
    };
    const fields = {
      limits: { maxFaults: 3 },
      faults: { preset: ['resources'], bare: true } as const,
      persistence: 'always' as const,
      oracle: { failureIsDefect: true },
    };
    const settings = resolved(config, { fields });
    expect(settings.limits).toMatchObject({ maxFaults: 3, maxDepth: 7 });
    expect(settings.faults).toEqual({
      presets: ['resources'],
      rules: [{ call: 'connect' }],
      bare: true,
      persistence: 'always',
    });
    expect(settings.oracle).toEqual({ allowedExitCodes: [0, 1], failureIsDefect: true });
  });

  it('replaces programs, and finds those of the caller where the caller is', () => {
    const config: UserConfig = { sut: 'true', peers: ['./missing', './missing'] };
    const peers = [{ command: 'sh' }];
    const settings = resolved(config, { peers, sut: { command: ['false'] } });
    expect(settings.sut).toMatchObject({ name: 'false', cwd: caller });
    expect(settings.peers).toMatchObject([{ name: 'sh', cwd: caller }]);
  });

  it('changes the configured program without replacing it', () => {
    writeFileSync(path.join(caller, 'in'), '');
    const config: UserConfig = { sut: { command: 'true', env: { A: '1', B: '2' } } };
    const { sut } = resolved(config, { sut: { env: { B: null }, stdin: 'in', cwd: '.' } });
    expect(sut).toMatchObject({ name: 'true', stdin: path.join(caller, 'in'), cwd: caller });
    expect(sut.env).toMatchObject({ A: '1' });
    expect(sut.env).not.toHaveProperty('B');
  });
});

describe('resolve refuses', () => {
  it.each<readonly [string, UserConfig, RegExp]>([
    ['no program', {}, /^there is no program to explore$/],
    [
      'a bound per call site that is never reached',
      { sut: 'true', limits: { maxFaults: 1, maxFaultsPerSite: 2 } },
      /^limits\.maxFaultsPerSite: 2 faults are never reached, as a path has at most 1 \(limits/,
    ],
    ['an empty command', { sut: '  ' }, /^sut: the command is empty$/],
    ['an empty list', { sut: [] }, /^sut: the command is empty$/],
    ['an empty first word', { sut: ['', 'x'] }, /^sut: the command is empty$/],
    [
      'an open quote',
      { sut: "sh -c 'exit" },
      /^sut: the command has a quote \('\) that is not closed/,
    ],
    ['a missing peer', { sut: 'true', peers: ['./no'] }, /^peers\[0\]: ".*\/no" does not exist$/],
    [
      'a missing driver',
      { sut: 'true', drivers: ['no-such'] },
      /^drivers\[0\]: there is no program/,
    ],
    [
      'a missing directory',
      { sut: { command: 'true', cwd: 'no' } },
      /^sut: the working directory ".*\/no" does not/,
    ],
    [
      'missing input',
      { sut: { command: 'true', stdin: 'no' } },
      /^sut: the file for standard input, ".*\/no", does not/,
    ],
    [
      'a directory as input',
      { sut: { command: 'true', stdin: '.' } },
      /^sut: standard input cannot be read from/,
    ],
    [
      'one name for two',
      { sut: { command: 'true', name: 'a' }, peers: [{ command: 'true', name: 'a' }] },
      /^peers\[0\].name: the name "a" is already taken$/,
    ],
    [
      'an unknown call',
      { sut: 'true', faults: { rules: [{ call: 'conect' }] } },
      /^faults.rules\[0\].call: unknown call "conect" \(did you mean "connect"\?\)$/,
    ],
    [
      'an unknown outcome',
      { sut: 'true', faults: { rules: [{ call: 'connect', outcomes: ['ECONNREFUSD'] }] } },
      /^faults.rules\[0\].outcomes\[0\]: "ECONNREFUSD" is nothing that .* can cause at connect$/,
    ],
    [
      'what is no outcome',
      { sut: 'true', faults: { rules: [{ outcomes: ['eof', 'econnreset'] }] } },
      /outcomes\[1\]: unknown outcome "econnreset" \(did you mean "ECONNRESET"\?\)$/,
    ],
    [
      'counters that cannot be seen',
      { sut: 'true', engine: 'qemu', strategy: 'coverage-guided' },
      /^strategy: coverage-guided reads counters in the memory of traced processes/,
    ],
    [
      'coverage in a machine',
      { sut: 'true', engine: 'qemu', coverage: true },
      /^coverage: counters are read in the memory of traced processes/,
    ],
    [
      'coverage that earlier runs are added to',
      { sut: 'true', sealed: false, coverage: true },
      /^coverage: an unsealed program adds what earlier runs have counted/,
    ],
    [
      "a caller's mistake",
      { sut: 'true', faults: { rules: [{ call: 'socket', outcomes: ['EPROTONOSUPPORT'] }] } },
      /"EPROTONOSUPPORT" is nothing that the environment can cause at socket$/,
    ],
    [
      'EBADF anywhere',
      { sut: 'true', faults: { rules: [{ outcomes: ['EBADF'] }] } },
      /"EBADF" is nothing that the environment can cause at any call$/,
    ],
  ])('%s', (_, config, message) => {
    expect(() => resolved(config)).toThrow(message);
  });

  it('an illegal outcome with the list of legal ones', () => {
    const faults = { rules: [{ call: 'listen', outcomes: ['EBADF'] }] };
    const hint = 'outcomes at listen: EADDRINUSE';
    expect(() => resolved({ sut: 'true', faults })).toThrow(
      expect.objectContaining({ hint }) as Error,
    );
  });

  it('another user, unless root asks', () => {
    const config: UserConfig = { sut: { command: 'true', uid: 33 } };
    const message = /^sut: only root may run a program as another user \(uid 33\)$/;
    expect(() => resolved(config, {}, 1000)).toThrow(message);
    expect(resolved(config, {}, 33).sut.uid).toBe(33);
  });
});
