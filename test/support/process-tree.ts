import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A living process; with the start time (clock ticks since boot) its pid is unique. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly startTime: number;
  readonly command: string;
}

/** Every process but zombies, which have given everything back already. */
function livingProcesses(): readonly ProcessEntry[] {
  return pids().flatMap((pid) => readEntry(pid) ?? []);
}

/** The processes below `ancestor`, whoever their parent is. */
export function descendantsOf(ancestor: number): readonly ProcessEntry[] {
  const all = livingProcesses();
  const found: ProcessEntry[] = [];
  const parents = [ancestor];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    const children = all.filter((entry) => entry.parent === parent);
    found.push(...children);
    parents.push(...children.map(({ pid }) => pid));
  }
  return found;
}

/** The processes whose environment holds this assignment, wherever they hang. */
export function processesWith(assignment: string): readonly ProcessEntry[] {
  return livingProcesses().filter(({ pid }) => {
    const environment = readProc(pid, 'environ') ?? '';
    return environment.split('\0').includes(assignment);
  });
}

/** The kinds of namespace in which the process differs from this one. */
export function foreignNamespaces(pid: number): readonly string[] {
  return ['user', 'net', 'pid', 'mnt'].filter((kind) => {
    const [own, other] = [namespaceOf('self', kind), namespaceOf(pid, kind)];
    return other !== undefined && other !== own;
  });
}

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** proc_pid_stat(5): the name in parentheses may itself hold spaces and parentheses. */
function readEntry(pid: number): ProcessEntry | undefined {
  const stat = readProc(pid, 'stat');
  if (stat === undefined) return undefined;
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  const commandLine = readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
  const command = commandLine === '' ? name : commandLine;
  return { pid, parent: Number(parent), startTime: Number(rest[17]), command };
}

/** Undefined when the process ended meanwhile or belongs to somebody else. */
function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

function namespaceOf(pid: number | 'self', kind: string): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/${kind}`);
  } catch {
    return undefined;
  }
}
