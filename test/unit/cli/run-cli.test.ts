import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import picocolors from 'picocolors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CommandHandlers,
  DoctorRequest,
  ExploreRequest,
  ReplayRequest,
  ReportRequest,
} from '../../../src/campaign/requests.js';
import { runCli } from '../../../src/cli/run-cli.js';
import { InvariantError } from '../../../src/support/assert.js';
import { OperatorError, type ExitCode } from '../../../src/support/operator-error.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chokepoint-unit-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Called {
  readonly explored: ExploreRequest[];
  readonly replayed: ReplayRequest[];
  readonly reported: ReportRequest[];
  readonly examined: DoctorRequest[];
}

interface Result extends Called {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** The command line with handlers that note what they are asked for. */
async function cli(words: readonly string[], answer: () => ExitCode = () => 0): Promise<Result> {
  const called: Called = { explored: [], replayed: [], reported: [], examined: [] };
  const note =
    <T>(list: T[]) =>
    (request: T): Promise<ExitCode> => {
      list.push(request);
      return new Promise((done) => {
        done(answer());
      });
    };
  const handlers: CommandHandlers = {
    explore: note(called.explored),
    replay: note(called.replayed),
    report: note(called.reported),
    doctor: note(called.examined),
  };
  const text = { out: '', err: '' };
  const code = await runCli(words, handlers, {
    directory: folder,
    env: { PATH: '/usr/bin:/bin' },
    uid: 0,
    isAtTerminal: false,
    invocation: 'chokepoint',
    colors: picocolors.createColors(false),
    out: (part) => void (text.out += part),
    err: (part) => void (text.err += part),
  });
  return { code, ...text, ...called };
}

async function explored(...words: readonly string[]): Promise<ExploreRequest> {
  const { explored: requests, err } = await cli(['explore', ...words]);
  const [request] = requests;
  if (request === undefined) throw new Error(err);
  return request;
}

describe('explore', () => {
  it('hands over a resolved world', async () => {
    const { settings, ...rest } = await explored('--peer', 'sh -c x', '--', 'true', '--json', '-q');
    expect(settings.sut).toMatchObject({ name: 'true', argv: ['true', '--json', '-q'] });
    expect(settings.peers).toMatchObject([{ name: 'sh', argv: ['sh', '-c', 'x'] }]);
    expect(rest).toMatchObject({ resume: false, failIncomplete: false, quiet: false });
    expect(rest.views).toEqual([]);
  });

  it('bounds the faults of a call site and of a socket', async () => {
    const bounds = ['--max-faults-per-site', '1', '--max-faults-per-socket', '2'];
    const { settings } = await explored(...bounds, '--', 'true');
    expect(settings.limits).toMatchObject({ maxFaultsPerSite: 1, maxFaultsPerSocket: 2 });
    const unbounded = (await explored('--', 'true')).settings.limits;
    expect(Object.keys(unbounded)).not.toContain('maxFaultsPerSite');
  });

  it('says when states are the same', async () => {
    const usual = { visited: true, ignore: [], ignoreClock: false, printed: false };
    expect((await explored('--', 'true')).settings.states).toEqual(usual);
    const words = '--no-visited --ignore-variable a --ignore-variable b+0x10:4 --ignore-clock';
    const { settings } = await explored(...words.split(' '), '--', 'true');
    const ignore = ['a', 'b+0x10:4'];
    expect(settings.states).toEqual({ ...usual, visited: false, ignore, ignoreClock: true });
  });

  it('understands every flag of the search', async () => {
    const flags =
      '--faults all,bare,interrupts --persistence 3 --max-faults 0 --max-depth 5' +
      ' --max-checkpoints 6 --max-paths 7 --strategy-seed 8 --thorough' +
      ' --time 5m --cpu-limit 500ms --wall-limit 1.5s --no-progress 3 --strategy breadth-first' +
      ' --first --jobs 2 --engine replay --unsealed --fail-on-failure --stop-signal int' +
      ' --stop-grace 1h --json r.json --resume --fail-incomplete --quiet';
    const request = await explored(...flags.split(' '), '--', 'true');
    expect(request).toMatchObject({ resume: true, failIncomplete: true, quiet: true });
    expect(request.views.map(({ file }) => file)).toEqual([path.join(folder, 'r.json')]);
    expect(request.settings).toMatchObject({
      faults: { presets: ['all', 'interrupts'], bare: true, persistence: { times: 3 } },
      limits: {
        maxFaults: 0,
        maxDepth: 5,
        maxCheckpoints: 6,
        maxPaths: 7,
        timeMs: 300_000,
        cpuMs: 500,
        wallMs: 1500,
        noProgressMs: 3000,
      },
      strategy: 'breadth-first',
      strategySeed: 8,
      thorough: true,
      stopAtFirst: true,
      jobs: 2,
      engine: 'replay',
      sealed: false,
      stop: { signal: 'SIGINT', graceMs: 3_600_000 },
      oracle: { failureIsDefect: true },
    });
  });

  it('gives --ready to the peer before it, and before any peer to the program', async () => {
    const words = '--ready auto --peer true --peer false --ready port:5000 --driver true';
    const { settings } = await explored(...words.split(' '), '--ready', 'delay:0', '--', 'true');
    expect(settings.sut.ready).toEqual({ kind: 'auto' });
    expect(settings.peers.map(({ ready }) => ready)).toEqual([
      { kind: 'auto' },
      { kind: 'delay', delayMs: 0 },
    ]);
    const server = await explored('--ready', 'line:^up: (a|b)$', '--driver', 'true', '--', 'true');
    expect(server.settings.sut.ready).toEqual({ kind: 'line', pattern: '^up: (a|b)$' });
  });

  it('changes the environment of the program only', async () => {
    const words = ['--env', 'A=b=c', '--env', 'PATH', '--peer', 'true', '--', '/bin/true'];
    const { settings } = await explored(...words);
    expect(settings.sut.env).toEqual({ A: 'b=c', ASAN_OPTIONS: 'detect_leaks=0' });
    expect(settings.peers[0]?.env).not.toHaveProperty('A');
  });

  it('finds the configuration of the directory when no program is given', async () => {
    writeFileSync(path.join(folder, 'chokepoint.config.json'), '{ "sut": "false" }');
    const found = await explored('--max-faults', '1');
    expect(found.settings.sut.name).toBe('false');
    expect(found.configFile).toBe(path.join(folder, 'chokepoint.config.json'));
    expect(found.replayCommand('T')).toBe('chokepoint replay T --config chokepoint.config.json');
    const given = await explored('--', 'true');
    expect(given.settings.sut.name).toBe('true');
    expect(given.configFile).toBeUndefined();
  });

  it('takes peers from the configuration and the program from the command line', async () => {
    writeFileSync(path.join(folder, 'p.json'), '{ "peers": ["false"] }');
    const { settings } = await explored('-c', 'p.json', '--', 'true');
    expect(settings).toMatchObject({ sut: { name: 'true' }, peers: [{ name: 'false' }] });
  });

  it('hands over the predicate of the configuration', async () => {
    writeFileSync(
      path.join(folder, 'chokepoint.config.ts'),
      `import { defineConfig } from 'chokepoint';
       export default defineConfig({ sut: 'true', oracle: { predicate: () => 'no' } });`,
    );
    const { predicate } = await explored();
    expect(predicate?.({} as never)).toBe('no');
  });
});

describe('a replay that stops', () => {
  const world = ['--', '/bin/true'];

  it('is asked for by what is to be done there', async () => {
    const stops = async (...words: string[]): Promise<unknown> => {
      const { replayed } = await cli(['replay', 'T', ...words, ...world]);
      const { stopAt, coreFile, times } = replayed[0] ?? {};
      return [stopAt, coreFile, times];
    };
    const file = path.join(folder, 'c');
    expect(await stops()).toEqual([undefined, undefined, 1]);
    expect(await stops('--core', 'c')).toEqual(['defect', file, 1]);
    expect(await stops('--core', 'c', '--at-defect')).toEqual(['defect', file, 1]);
    expect(await stops('--stop-before', '7', '--core', '/x/c')).toEqual([7, '/x/c', 1]);
    expect(await stops('--times', '20')).toEqual([undefined, undefined, 20]);
  });

  it.each([
    [['--at-defect'], 'nothing is to be done where the run stops'],
    [['--stop-before', '1'], 'nothing is to be done where the run stops'],
    [['--stop-before', '0', '--core', 'c'], '--stop-before: expected a whole number'],
    [['--stop-before', '1', '--at-defect', '--core', 'c'], 'are two places'],
    [['--times', '2', '--core', 'c'], '--times runs without stopping'],
  ])('is refused with %j', async (words, message) => {
    const { code, err, replayed } = await cli(['replay', 'T', ...words, ...world]);
    expect(err).toContain(message);
    expect({ code, replayed }).toEqual({ code: 2, replayed: [] });
  });
});

describe('the replay command', () => {
  it('repeats the world, not the search, in words that a shell reads back', async () => {
    const world = [
      '--peer',
      "sh -c 'a b'",
      '--env',
      'A=$x\u001b\n',
      '--',
      'true',
      "it's",
      '##[a',
      '',
    ];
    const request = await explored('--max-faults', '1', ...world, '--faults', '😀');
    const command = request.replayCommand('cp1:a=ECONNRESET,b=short-1:9c1e');
    expect(command).not.toMatch(/\p{Cc}|##\[/u);
    const script = `chokepoint() { printf '%s\\0' "$@"; }; ${command}`;
    const read = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
    const token = 'cp1:a=ECONNRESET,b=short-1:9c1e';
    expect(read).toEqual(['replay', token, ...world, '--faults', '😀', '']);
  });

  it('leads to the same world', async () => {
    const moment = '--seed 7 --epoch 2026-01-31';
    const world = `--ready port:5 --peer true --faults all ${moment} -- true x`;
    const request = await explored(...world.split(' '));
    const words = request.replayCommand('TOKEN').split(' ').slice(1);
    const { replayed } = await cli(words);
    expect(replayed[0]?.token).toBe('TOKEN');
    expect(replayed[0]?.settings).toEqual(request.settings);
    expect(request.settings).toMatchObject({ seed: 7, epochMs: Date.UTC(2026, 0, 31) });
  });
});

describe('doctor', () => {
  it('is called', async () => {
    expect((await cli(['doctor', '-q'])).examined).toEqual([{ quiet: true }]);
    expect((await cli(['doctor'])).examined).toEqual([{ quiet: false }]);
  });
});

describe('report', () => {
  it('names files and forms; several, with or without a word, are joined', async () => {
    const { reported } = await cli(['report', 'a.json', '--sarif', 's', '--github']);
    expect(reported[0]?.files).toEqual([path.join(folder, 'a.json')]);
    expect(reported[0]?.views.map(({ file }) => file)).toEqual([path.join(folder, 's'), undefined]);
    const files = ['a', 'b'].map((name) => path.join(folder, name));
    expect((await cli(['report', 'merge', 'a', 'b'])).reported[0]?.files).toEqual(files);
    expect((await cli(['report', 'a', 'b'])).reported[0]?.files).toEqual(files);
  });

  it('knows parts of an exploration', async () => {
    expect((await explored('--shard', '2/3', '--', 'true')).shard).toEqual({ part: 2, of: 3 });
    expect((await explored('--', 'true')).shard).toBeUndefined();
  });
});

describe('usage errors', () => {
  const help = '--help explains the options';
  const see = 'see chokepoint --help';

  it.each([
    ['no command', [], 'no command is given', 'try: chokepoint --help'],
    ['an unknown command', ['explor'], "unknown command 'explor'", 'did you mean explore?'],
    [
      'an unknown option',
      ['explore', '--fault', 'x'],
      "unknown option '--fault'",
      'did you mean --faults?',
    ],
    ['an option far from any', ['explore', '--zzzzzz'], "unknown option '--zzzzzz'", see],
    ['a missing value', ['explore', '--peer'], "option '--peer <command>' argument missing", see],
    [
      'a page whose address nobody sees',
      ['explore', '--ui', '--quiet'],
      '--ui and --quiet contradict each other',
      'leave one out: --quiet would hide the address of the page',
    ],
    ['a missing token', ['replay'], "missing required argument 'token'", see],
    [
      'a word too many',
      ['explore', './client', 'x'],
      'unexpected argument "./client"',
      'put the program after --, as in: -- ./client x',
    ],
    [
      'a word after the token',
      ['replay', 'T', 'curl'],
      'unexpected argument "curl"',
      'put the program after --, as in: -- curl',
    ],
    [
      'nothing after --',
      ['explore', '--'],
      'there is no program after --',
      'name the program to explore',
    ],
    [
      'no program',
      ['explore'],
      'there is no program to explore',
      'put it after --, as in: chokepoint explore -- ./client, or set "sut" in the configuration',
    ],
    ['a missing report', ['report'], "missing required argument 'reports'", see],
    [
      'a program for report',
      ['report', 'r', '--', 'x'],
      'report takes no program',
      'leave out -- and what follows',
    ],
    [
      'one report to merge',
      ['report', 'merge', 'r'],
      'report merge takes at least two reports',
      'name the files to join',
    ],
    [
      'no part',
      ['explore', '--shard', '3/2', '--', 'true'],
      '--shard: expected a part of all, such as 2/3, got "3/2"',
      help,
    ],
    [
      'a program for doctor',
      ['doctor', '--', 'x'],
      'doctor takes no program',
      'leave out -- and what follows',
    ],
    [
      'a bad number',
      ['explore', '--max-faults', '-1'],
      '--max-faults: expected a whole number of at least 0, got "-1"',
      help,
    ],
    [
      'a bad count',
      ['explore', '--jobs', '0'],
      '--jobs: expected a whole number of at least 1, got "0"',
      help,
    ],
    [
      'a bad time',
      ['explore', '--time', '5 min'],
      '--time: expected a time such as 500ms, 30s or 5m, below 24 days, got "5 min"',
      help,
    ],
    [
      'a time too long',
      ['explore', '--cpu-limit', '9999h'],
      '--cpu-limit: expected a time such as 500ms, 30s or 5m, below 24 days, got "9999h"',
      help,
    ],
    [
      'no time at all',
      ['explore', '--wall-limit', '0'],
      '--wall-limit: expected a time such as 500ms, 30s or 5m, below 24 days, got "0"',
      help,
    ],
    [
      'a bad word',
      ['explore', '--strategy', 'depth'],
      '--strategy: expected one of fewest-faults, breadth-first, depth-first, random, ' +
        'evolutionary, coverage-guided, got "depth"',
      help,
    ],
    [
      'a mistyped strategy',
      ['explore', '--strategy', 'evolutionry'],
      '--strategy: expected one of fewest-faults, breadth-first, depth-first, random, ' +
        'evolutionary, coverage-guided, got "evolutionry" (did you mean "evolutionary"?)',
      help,
    ],
    [
      'a bound of no faults at all',
      ['explore', '--max-faults-per-site', '0'],
      '--max-faults-per-site: expected a whole number of at least 1, got "0"',
      help,
    ],
    [
      'a bound that is never reached',
      ['explore', '--max-faults-per-socket', '3', '--', 'true'],
      'limits.maxFaultsPerSocket: 3 faults are never reached, as a path has at most 2 ' +
        '(limits.maxFaults)',
      'raise --max-faults, or lower --max-faults-per-socket or leave it out',
    ],
    [
      'a mistyped word',
      ['explore', '--faults', 'al'],
      '--faults: expected one of representative, all, resources, interrupts, waits, bare, ' +
        'got "al" (did you mean "all"?)',
      help,
    ],
    [
      'a bad port',
      ['explore', '--ready', 'port:70000'],
      '--ready: expected auto, port:NUMBER, line:PATTERN or delay:TIME, got "port:70000"',
      help,
    ],
    [
      'a bad signal',
      ['explore', '--stop-signal', 'STOPP'],
      '--stop-signal: expected a signal such as SIGTERM, got "STOPP"',
      help,
    ],
    [
      'a nameless variable',
      ['explore', '--env', '=x'],
      '--env: expected NAME=VALUE, got "=x"',
      help,
    ],
    ['an empty peer', ['explore', '--peer', ' '], '--peer: the command is empty', 'name a program'],
  ])('%s', async (_, words, message, hint) => {
    const { code, err, out } = await cli(words);
    expect(err).toBe(`chokepoint: ${message}\n  hint: ${hint}\n`);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  it.each([
    ['no/r.json', /--json: the directory ".*\/no" does not exist/],
    ['.', /--json: ".*" is a directory/],
  ])('a report at %s, before anything runs', async (file, message) => {
    const { code, err, explored: requests } = await cli(['explore', '--json', file, '--', 'true']);
    expect({ code, requests }).toEqual({ code: 2, requests: [] });
    expect(err).toMatch(message);
  });

  it('two forms of the report in one file', async () => {
    const { code, err, reported } = await cli('report r --json x --junit ./x'.split(' '));
    expect({ code, reported }).toEqual({ code: 2, reported: [] });
    expect(err).toMatch(/--json and --junit both name ".*\/x"\n {2}hint: name two files/);
  });

  it('a form where nothing can be written', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('nothing is forbidden to root');
    chmodSync(folder, 0o555);
    const { code, err } = await cli(['report', 'r', '--sarif', 'x']);
    chmodSync(folder, 0o755);
    expect(code).toBe(2);
    expect(err).toMatch(/--sarif: ".*" cannot be written to/);
  });
});

describe('what a handler ends with', () => {
  it('is the exit code', async () => {
    expect((await cli(['explore', '--', 'true'], () => 3)).code).toBe(3);
  });

  it('may be an operator error with its own code', async () => {
    const { code, err } = await cli(['doctor'], () => {
      throw new OperatorError('no ptrace\u001b[2J here', 'allow it', 77);
    });
    expect(code).toBe(77);
    expect(err).toBe('chokepoint: no ptrace here\n  hint: allow it\n');
  });

  it('may be a bug, which shows its stack', async () => {
    const { code, err } = await cli(['doctor'], () => {
      throw new InvariantError('broken {}');
    });
    expect(code).toBe(70);
    expect(err).toContain('chokepoint: this is a bug in chokepoint');
    expect(err).toMatch(/InvariantError: broken \{\}\n\s+at .*run-cli\.test\.ts/);
  });
});

describe('help and version', () => {
  it.each([
    ['--help', /Commands:[\s\S]*explore[\s\S]*replay[\s\S]*doctor/],
    [
      'explore --help',
      /Examples:\n {2}\$ chokepoint explore --peer '\.\/server 5000' -- \.\/client/,
    ],
    ['replay --help', /TOKEN --peer/],
    ['doctor --help', /what works on this machine/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('%s goes to standard output', async (words, text) => {
    const { code, out, err } = await cli(words.split(' '));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(text);
  });

  it('does not offer the opposite of --no-progress', async () => {
    const { out } = await cli(['explore', '--help']);
    expect(out).toContain('--no-progress <time>');
    expect((await cli(['explore', '--progress', '--', 'true'])).code).toBe(2);
  });
});
