import { existsSync } from 'node:fs';
import { arch, release } from 'node:os';
import type { DoctorRequest } from './requests.js';
import type { Settings } from '../model/settings.js';
import { beginning } from '../model/world.js';
import { exitCode, OperatorError, type ExitCode } from '../support/operator-error.js';
import { hasPortRange } from '../kernel/local-port-range.js';
import { findSymboliser } from '../tracer/symbols/source-lines.js';
import { resolve } from '../config/resolve.js';
import { emptyConfig } from '../config/load-config.js';
import type { Finding } from './finding.js';
import { lookForGuest } from './look-for-guest.js';
import { probeCommand, whyNotRewound } from './try-rewind.js';
import { Worlds } from './open-worlds.js';
import type { Screen } from './screen.js';

/** What works on this machine, what does not, why, and what to do; by trying it. */
export async function runDoctor({ quiet }: DoctorRequest, screen: Screen): Promise<ExitCode> {
  const sealed = await tryWorld(true);
  const unsealed = await tryWorld(false);
  const more = [ports(), unsealed, lookForGuest(), symboliser()];
  const findings = [platform(), sealed, await tryRewind(), ...more];
  for (const finding of findings)
    if (!finding.works || !quiet) screen.print(lineOf(finding, screen));
  const fatal = findings.some(({ works, needed }) => needed && !works);
  return fatal ? exitCode.unsupported : exitCode.clean;
}

function platform(): Finding {
  return {
    what: 'platform',
    works: process.platform === 'linux' && arch() === 'x64',
    needed: true,
    detail: `Linux ${release()} on ${arch()}, Node.js ${process.version}`,
    hint: 'chokepoint runs on x86-64 Linux',
  };
}

/** Make a world and run a program in it: the only check that cannot be wrong. */
async function tryWorld(sealed: boolean): Promise<Finding> {
  const what = sealed ? 'sealed worlds' : 'unsealed worlds (--unsealed)';
  try {
    await using worlds = await Worlds.open(probeSettings(sealed), 1);
    const [world] = worlds.all;
    world.restore(beginning);
    const step = await world.runToChoice();
    const works = step.kind === 'ended' && step.termination.reason.kind === 'sut-ended';
    return { what, works, needed: !sealed, detail: 'ptrace, seccomp and the program itself work' };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { what, works: false, needed: !sealed, detail: error.message, hint: error.hint };
  }
}

/** Go back in place once; where that is impossible every way back is executed again. */
async function tryRewind(): Promise<Finding> {
  const what = 'rewinding (engine rewind)';
  const hint = 'Linux 6.7 or later is needed; without it the engine is replay: right, but slower';
  const base = { what, needed: false, hint };
  if (probeCommand === undefined)
    return { ...base, works: false, detail: 'not tried: there is no /bin/bash' };
  try {
    const settings = probeSettings(true, probeCommand, 'rewind');
    await using worlds = await Worlds.open(settings, 1);
    const refused = await whyNotRewound(worlds.all[0]);
    const lacks = (await worlds.all[0].capabilities()).flatMap(({ reason = [] }) => reason);
    const works = refused === undefined;
    const detail = works ? 'the same processes were put back' : [refused, ...lacks].join('; ');
    return { ...base, works, detail };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { ...base, works: false, detail: error.message };
  }
}

const nothing = existsSync('/bin/true') ? '/bin/true' : '/usr/bin/true';

function probeSettings(
  sealed: boolean,
  command: readonly string[] = [nothing],
  engine: Settings['engine'] = 'replay',
): Settings {
  const surroundings = { env: process.env, uid: process.geteuid?.() ?? 0 };
  const sut = { command: [...command], cwd: '/' };
  const commandLine = {
    directory: '/',
    fields: { sealed, engine },
    sut,
    peers: [],
    drivers: [],
    probes: [],
  };
  return resolve(emptyConfig('/'), commandLine, surroundings);
}

function ports(): Finding {
  const works = hasPortRange();
  return {
    what: 'the same ports in each run',
    works,
    needed: false,
    detail: works
      ? 'the kernel takes them from a range that is set'
      : 'the kernel chooses at random',
    hint: 'Linux 6.3 or later is needed; without it what depends on a port may not repeat',
  };
}

function symboliser(): Finding {
  const tool = findSymboliser();
  return {
    what: 'source lines in stacks',
    works: tool !== undefined,
    needed: false,
    detail: tool === undefined ? 'neither eu-addr2line nor addr2line is installed' : `by ${tool}`,
    hint: 'apt-get install elfutils (or binutils)',
  };
}

function lineOf({ what, works, detail, hint }: Finding, { outColors }: Screen): string {
  const mark = works ? outColors.green('ok') : outColors.red('no');
  const advice = works || hint === undefined ? '' : `    hint: ${hint}\n`;
  return `${mark}  ${what}: ${detail}\n${advice}`;
}
