import type { Extent } from '../../../kernel/process-memory.js';
import type { ExecutionMark } from '../../../world/execution-mark.js';
import { tailBytes, type ProgramMark, type ProgramRun } from '../../../world/program-run.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { LeakMark } from '../../../world/leaks/leak-watch.js';
import type { Layout } from '../memory/layout.js';
import type { Snapshot } from '../snapshot.js';
import type { SavedThread } from '../threads/saved-thread.js';
import { blankOf } from './blank.js';
import { Canonical } from './canonical.js';
import { extendedText } from './extended-text.js';
import { fileText } from './file-text.js';
import { liveRegisters } from './live-registers.js';
import { loaderData } from './loader-data.js';
import { memoryText, sharedText } from './memory-text.js';
import { unimportant } from './unimportant.js';

/** What is known of a world at a choice besides what a snapshot holds. */
interface Beside {
  readonly processes: readonly TracedProcess[];
  /** Names of sockets first: what is known of those that nobody has any more says nothing. */
  readonly known: (isThere: (name: string) => boolean) => unknown;
  /** Whether what programs have printed makes a difference. */
  readonly isPrinted: boolean;
  /** What the user has named. */
  readonly ignored: (process: TracedProcess, layout: Layout) => readonly Extent[];
}

/**
 * All that makes one moment of a world differ from another for what may come: equal texts, equal
 * futures. Without what changes in every round of a loop and means nothing.
 */
export function worldText(
  snapshot: Snapshot,
  { processes, known, isPrinted, ignored }: Beside,
): string {
  const there = processes.filter(({ ended }) => !ended);
  const canonical = new Canonical(there, unimportant);
  const { mark, tree, signals, attributes, timers, threads, memory, writing, files } =
    snapshot.parts;
  const own = memory.own.filter(({ process }) => there.includes(process));
  const living = threads.filter(({ thread }) => there.includes(thread.process));
  return [
    ...files.saved.map((file) => fileText(file, canonical)),
    ...living.map((thread) => threadText(thread, canonical)),
    ...own.map((one) => {
      const dead = living.filter(({ thread }) => thread.process === one.process);
      const blank = dead.flatMap((thread) => blankOf(thread, one.layout));
      const loaders = loaderData(one.layout.mappings);
      return memoryText(one, [...blank, ...loaders, ...ignored(one.process, one.layout)]);
    }),
    sharedText(memory.shared),
    ...[tree, signals, attributes, timers, writing].map((part) => canonical.text(part)),
    canonical.text(courseOf(mark, isPrinted)),
    canonical.text(known((name) => canonical.knows(name))),
  ].join('\n');
}

function threadText(
  { thread, registers, extended, mask }: SavedThread,
  canonical: Canonical,
): string {
  return [thread, liveRegisters(registers), extendedText(extended), mask]
    .map((x) => canonical.text(x))
    .join(' ');
}

/** How far the course of the run is, and what is decided already. */
function courseOf(
  { scenario, programs: { programs, leaks }, crashes, ...mark }: ExecutionMark,
  isPrinted: boolean,
): unknown {
  const { calls, transfers, delayed, names } = mark;
  return {
    ...{ position: scenario.position, reason: scenario.reason, crashes },
    leaks: leaksOf(leaks),
    programs: [...programs].map((program) => programState(...program, isPrinted)),
    ...{ calls, transfers, delayed, names },
  };
}

/** How much memory it took at first differs by what a way back has touched, and is not judged. */
function leaksOf({ ready, faulted, calm }: LeakMark): unknown {
  const { sockets, processes } = ready ?? {};
  return [sockets, processes, ...(faulted.length > 1 ? [faulted, calm] : [])];
}

/** What probes got is judged at the end of the run, and so may be what others have printed. */
function programState(
  { settings, stdout, stderr }: ProgramRun,
  { status, first }: ProgramMark,
  isPrinted: boolean,
): unknown {
  const isJudged = isPrinted || settings.role === 'probe';
  const printed = isJudged ? [stdout.tail(tailBytes), stderr.tail(tailBytes), first] : [];
  return [settings.name, status, ...printed];
}
