import { readProc } from '../../../kernel/procfs.js';
import { resourceLimits, setResourceLimits } from '../../../kernel/resource-limits.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { Remembered } from '../remembered.js';
import { refuse } from '../refusal.js';
import { ofProcess, readProperties, setProperties } from './prctl.js';

export interface ProcessAttributes {
  readonly limits: Buffer;
  /** Process group, by its id in the world. */
  readonly group: number;
  readonly personality: number;
  readonly properties: readonly number[];
  /** Users, groups, capabilities: they never come back. */
  readonly credentials: string;
}

/** As the argument of personality(2): it answers and changes nothing. */
const askOnly = 0xffffffff;
const known = new Remembered<ProcessAttributes>('attributes');
const credential = /^(Uid|Gid|Groups|NoNewPrivs|Cap(Inh|Prm|Eff|Bnd|Amb)):.*$/gm;

export function processAttributes(process: TracedProcess, world: FrozenWorld): ProcessAttributes {
  const { changes } = process;
  return known.of(process, changes) ?? known.set(process, changes, read(process, world));
}

export function setProcessAttributes(
  process: TracedProcess,
  then: ProcessAttributes,
  world: FrozenWorld,
): void {
  const now = processAttributes(process, world);
  if (now === then) return;
  if (now.credentials !== then.credentials) refuse('credentials that have changed');
  if (!setResourceLimits(process.pid, then.limits, now.limits))
    refuse('a hard limit that was lowered');
  const hands = world.hands(process);
  setProperties(ofProcess, then.properties, now.properties, hands);
  if (now.personality !== then.personality) hands.call('personality', then.personality);
  if (now.group !== then.group && hands.call('setpgid', 0, then.group) < 0)
    refuse('a process group that cannot be joined again');
  known.set(process, process.changes, then);
}

function read(process: TracedProcess, world: FrozenWorld): ProcessAttributes {
  const { pid } = process;
  const hands = world.hands(process);
  const [limits, status] = [resourceLimits(pid), readProc(`/proc/${String(pid)}/status`)];
  if (limits === undefined || status === undefined) refuse('attributes that cannot be read');
  return {
    limits,
    group: Number(/^NSpgid:.*\t(\d+)$/m.exec(status)?.[1]),
    // Asked of the process itself: /proc gives it to root alone once a program is not dumpable.
    personality: hands.call('personality', askOnly),
    properties: readProperties(ofProcess, hands),
    credentials: (status.match(credential) ?? []).join('\n'),
  };
}
