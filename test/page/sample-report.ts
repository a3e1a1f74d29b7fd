import type { Report } from '../../src/report/report-schema.js';

type Site = Report['choicePoints'][number];
type Defect = Report['defects'][number];
type RunPath = Report['paths'][number];

const errnos = ['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOBUFS', 'EINTR'] as const;

/** A report of any size: so many call sites, and paths with up to two faults. */
export function sampleReport(sites: number, pathsMax: number): Report {
  const choicePoints = Array.from({ length: sites }, (_, index) => siteOf(index));
  const paths = pathsOf(choicePoints, pathsMax);
  const level = (faults: number): Report['summary']['coverage']['levels'][number] => {
    const done = paths.filter((path) => path.faults === faults).length;
    return { faults, done, known: done + faults, diverged: 0, complete: faults < 2, alike: faults };
  };
  return {
    format: 'chokepoint-report',
    version: 1,
    engine: 'rewind',
    program: { name: 'server', file: '/srv/server', arguments: ['8080'], buildId: '9fdd21c6' },
    configDigest: 'ea80a10d',
    faults: { presets: ['representative'], bare: false },
    seed: 0,
    epoch: '2026-01-31T12:00:00.000Z',
    search: { strategy: 'fewest-faults', seed: 0, thorough: true },
    summary: {
      paths: paths.length,
      choicePoints: sites,
      checkpoints: 12,
      checkpointBytes: 1_500_000,
      defects: 1,
      diverged: 0,
      complete: false,
      wallMs: 30_207,
      alike: 3,
      coverage: { statement: 'all paths with at most 1 fault', levels: [0, 1, 2].map(level) },
    },
    defects: [defectOf(choicePoints[0] as Site)],
    paths,
    choicePoints,
    requested: [
      { call: 'send', outcome: 'EPIPE', status: 'fired', paths: 3 },
      { call: 'connect', outcome: 'EINTR', status: 'not run', paths: 0, reason: 'a bound' },
      { rule: 0, outcome: 'hup', status: 'not supported', paths: 0, reason: 'not with qemu' },
    ],
    lineCoverage: {
      kind: 'gcov',
      lines: { count: 90, baseline: 60, reached: 80 },
      branches: { count: 40, baseline: 15, reached: 30 },
      functions: [
        { file: '/srv/server.c', function: 'run', line: 9, branches: 8, baseline: 3, reached: 6 },
      ],
    },
    notes: ['engine rewind: faster in the fault-free run'],
  };
}

function siteOf(index: number): Site {
  const call = ['socket', 'connect', 'send', 'recv', 'ppoll'][index % 5] ?? 'send';
  const outcomes = errnos.map((outcome, number) => ({
    outcome,
    result: number === 0 ? 'sut crashed SIGABRT' : number === 1 ? 'failed 1' : 'passed',
    runs: number + 1,
  }));
  return {
    name: `${call} server:8080 @main>run>${call} #${String(index + 1)}`,
    id: index.toString(36).padStart(8, 'a'),
    call,
    role: 'server:8080',
    outcomes: [{ outcome: 'ok', result: 'passed', runs: 1 }, ...outcomes],
  };
}

function pathsOf(sites: readonly Site[], pathsMax: number): RunPath[] {
  const single = sites.flatMap(({ id }) => errnos.map((errno) => [`${id}=${errno}`]));
  const double = sites.flatMap(({ id }, index) =>
    sites
      .slice(index + 1)
      .flatMap((later) => errnos.map((errno) => [`${id}=EINTR`, `${later.id}=${errno}`])),
  );
  return [[], ...single, ...double].slice(0, pathsMax).map(pathOf);
}

function pathOf(decisions: readonly string[], index: number): RunPath {
  const token = `cp2:ea80a10d:9fdd21c6:mwtem881:${decisions.join(',') || 'ok'}:b515`;
  const faults = decisions.length;
  const isCrash = decisions.at(-1)?.endsWith('ECONNRESET') === true;
  const exit = isCrash ? 'SIGABRT' : index % 7 === 3 ? 'exit 1' : 'exit 0';
  const verdict = isCrash ? 'crashed' : index % 7 === 3 ? 'failed' : 'passed';
  return { token, faults, verdict, exit, exits: { server: exit, client: 'exit 1' } };
}

function defectOf({ name, id, call, role }: Site): Defect {
  const token = `cp2:ea80a10d:9fdd21c6:mwtem881:${id}=ECONNRESET:b515`;
  const frame = {
    module: 'server',
    address: '0x23aa',
    function: 'run',
    source: '/srv/server.c:12',
  };
  const library = { module: 'libc.so.6', address: '0xfc308', function: '__send' };
  const code = { first: 11, lines: ['int run(void) {', '  return send(fd, "x", 1, 0);', '}'] };
  const stack = [library, { ...frame, code }];
  return {
    fingerprint: '512b70010a38',
    verdict: 'crashed',
    description: 'the program crashed with SIGABRT',
    token,
    replay: `chokepoint replay ${token} --config chokepoint.config.ts`,
    count: 133,
    faults: [{ name, id, call, role, outcome: 'ECONNRESET', happened: 2, stack }],
    output: [{ program: 'server', stream: 'stderr', tail: 'send: Connection reset by peer\n' }],
    crash: { program: 'server', signal: 'SIGABRT', stack },
    waiting: [{ call: 'futex', stack }],
    timeline: timelineOf(name),
    evidence: '/srv/.chokepoint/evidence/512b70010a38',
  };
}

type Moment = NonNullable<Defect['timeline']>[number];
type Who = 'program' | 'process' | 'thread' | 'timeMs';

function timelineOf(point: string): NonNullable<Defect['timeline']> {
  const at = (program: string, timeMs: number): Pick<Moment, Who> => ({
    program,
    process: 1,
    thread: 1,
    timeMs,
  });
  const [role, connection] = ['server:8080', 'a'] as const;
  const sent = { role, connection, direction: 'sent' as const };
  const received = { role, connection, direction: 'received' as const };
  const data = 'GET / HTTP/1.1';
  return [
    { ...at('client', 0), call: 'send', ...sent, result: '14', bytes: 14, data },
    { ...at('server', 0.5), call: 'recv', ...received, result: '14', bytes: 14, data },
    { ...at('server', 1), call: 'send', ...sent, result: '3', bytes: 3, data: '200' },
    {
      ...at('server', 2),
      call: 'send',
      ...sent,
      result: 'ECONNRESET',
      point,
      outcome: 'ECONNRESET',
    },
    { ...at('client', 3), call: 'recv', ...received, result: 'ECONNRESET' },
  ];
}
