import type { ChoicePolicy } from '../checkpoint/choice-policy.js';
import type { Engine } from '../checkpoint/engine.js';
import { Course } from '../checkpoint/course.js';
import { WrittenTrees } from '../checkpoint/rewind/files/written-trees.js';
import { RewindEngine } from '../checkpoint/rewind/rewind-engine.js';
import { ReplayEngine } from '../checkpoint/replay/replay-engine.js';
import { nr } from '../abi/syscalls.js';
import { watchedNumbers } from '../choice/watched-numbers.js';
import type { Settings } from '../model/settings.js';
import { Session } from '../tracer/session.js';
import { StackReader } from '../tracer/stack-reader.js';
import { sealedEnclosure, unsealedEnclosure } from '../world/enclosure.js';
import { Execution } from '../world/execution.js';
import { FileIdentities } from '../world/file-identities.js';
import { FileLookups } from '../world/file-lookups.js';
import { CallReader } from './call-reader.js';
import { readsCounters, withOwnCounterFiles } from './count-edges.js';
import { guestParts } from './open-guest-engine.js';
import type { Opening } from './protocol.js';
import { replayStates } from './replay-states.js';
import { SocketPolicy } from './socket-policy.js';
import { newRecorder } from './timeline/new-recorder.js';
import type { TimelineRecorder } from './timeline/recorder.js';

/** What is traced, and who says what its stops mean. */
export interface EngineParts {
  readonly settings: Settings;
  readonly watchedCalls: readonly number[];
  readonly readsCounters?: boolean;
  /** Takes note of the files that programs look for. */
  readonly lookups?: FileLookups;
  /** Whether the runs of it can be recorded. */
  readonly isRecordable?: true;
  readonly policy: (
    stacks: StackReader,
    identities: FileIdentities,
    recorder: TimelineRecorder | undefined,
  ) => ChoicePolicy;
}

/**
 * Build a world and the engine over it. This process traces it from now on.
 * @param needed paths that must be visible in the world even below /tmp
 */
export function openEngine(
  settings: Settings,
  needed: readonly string[],
  { guest, ...telling }: Opening = {},
): Engine {
  const { records = false } = telling;
  const parts =
    guest === undefined ? programParts(settings, telling) : guestParts(settings, guest, records);
  return openWith(parts, needed);
}

function programParts(settings: Settings, { records, tellsFiles }: Opening): EngineParts {
  const lookups = records === true || tellsFiles === true ? new FileLookups() : undefined;
  // In the network of the host nothing may be forged.
  const faults = { ...settings.faults, bare: settings.faults.bare || !settings.sealed };
  return {
    settings: withOwnCounterFiles(settings),
    // What programs do about signals decides whether a call can be interrupted.
    watchedCalls: [...watchedNumbers(settings.faults), nr.rt_sigaction],
    readsCounters: readsCounters(settings),
    ...(lookups && { lookups }),
    isRecordable: true,
    policy: (stacks, identities, recorder) =>
      new SocketPolicy(
        stacks,
        faults,
        identities,
        records === true ? lookups?.all : undefined,
        recorder,
      ),
  };
}

function openWith(parts: EngineParts, needed: readonly string[]): Engine {
  const { settings, watchedCalls } = parts;
  const session = new Session();
  const enclosure = settings.sealed
    ? sealedEnclosure(session, needed, settings.dns)
    : unsealedEnclosure(session);
  const stacks = new StackReader();
  const identities = new FileIdentities();
  const recorder =
    parts.isRecordable && newRecorder(new CallReader(stacks, identities), enclosure.init);
  const policy = parts.policy(stacks, identities, recorder);
  const execution = new Execution({
    session,
    enclosure,
    settings,
    stacks,
    watchedCalls,
    readsCounters: parts.readsCounters === true,
    lookups: parts.lookups,
    recorder,
    keepsEnded: settings.engine !== 'replay',
    concerns: (thread, registers) => policy.concerns(thread, registers),
  });
  const course = new Course(execution, policy, settings.probes.length > 0);
  const world: Disposable = {
    [Symbol.dispose]: () => {
      execution[Symbol.dispose]();
      enclosure[Symbol.dispose]();
    },
  };
  const notes = notesOf(parts, recorder);
  const { init } = enclosure;
  const states = readableStates(settings);
  if (settings.engine === 'replay') {
    const parts = { execution, course, session, enclosure, identities };
    const replay = new ReplayEngine(course, world, replayStates(parts, states));
    return Object.assign(replay, notes);
  }
  const written = new WrittenTrees(init, enclosure.writable);
  const { checkpointBytes: budget } = settings.limits;
  const engine = { execution, course, session, init, world, identities, written, budget };
  const rewind = new RewindEngine({ ...engine, verifies: settings.verify, states });
  return Object.assign(rewind, notes);
}

function notesOf(
  { lookups }: EngineParts,
  recorder: TimelineRecorder | undefined,
): Pick<Engine, 'record' | 'newFiles'> {
  return {
    record: (directory) => recorder?.recordInto(directory),
    newFiles: lookups && (() => lookups.takeNew()),
  };
}

/** Beyond the seal, and in a machine, there is more than can be looked at. */
function readableStates({ states, sealed, engine }: Settings): Settings['states'] {
  return { ...states, visited: states.visited && sealed && engine !== 'qemu' };
}
