import type { RoleKind } from './termination.js';

/** When a program counts as started, so that what depends on it may start. */
export type Readiness =
  /** It listens on a port that nobody listened on before, or everything of it waits. */
  | { readonly kind: 'auto' }
  | { readonly kind: 'port'; readonly port: number }
  /** A regular expression that matches in what it printed so far. */
  | { readonly kind: 'line'; readonly pattern: string }
  | { readonly kind: 'delay'; readonly delayMs: number };

/** One program of the world, resolved: nothing in it depends on the caller's surroundings. */
export interface ProgramSettings {
  readonly role: RoleKind;
  /** Unique among the programs; the basename of the program unless configured. */
  readonly name: string;
  /** Absolute path of the program. */
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What of it was configured: null takes a variable of the caller's away. */
  readonly envChanges: Readonly<Record<string, string | null>>;
  readonly cwd: string;
  /** Absolute path of the file that standard input reads from. */
  readonly stdin: string;
  readonly uid?: number;
  readonly ready: Readiness;
}

export const faultPresets = ['representative', 'all', 'resources', 'interrupts', 'waits'] as const;
export type FaultPreset = (typeof faultPresets)[number];

/**
 * Which outcomes are tried where. All given fields must match; with at least one rule, a choice
 * point offers exactly the outcomes of the rules that match it, and nothing elsewhere.
 */
export interface FaultRule {
  readonly call?: string;
  /** Outcome ids; without it, the outcomes of the presets. */
  readonly outcomes?: readonly string[];
  readonly address?: string;
  readonly port?: number;
  readonly fd?: number;
  /** A function that must stand in the call stack. */
  readonly function?: string;
  /** The n-th time, from 1, that the rule's other fields match in a run. */
  readonly nth?: number;
  /** Instead of what holds for all. */
  readonly persistence?: FaultPersistence;
}

/** `always`: from the call on at which it is chosen; `times`: there and at so many in all. */
export type FaultPersistence = 'once' | 'always' | { readonly times: number };

/** Which faults are tried, where, and how. */
export interface FaultSettings {
  /** What all of them offer is tried; each once, in the order of `faultPresets`. */
  readonly presets: readonly FaultPreset[];
  readonly rules: readonly FaultRule[];
  /** Only the result of the call is overwritten, as in the paper: the world knows nothing. */
  readonly bare: boolean;
  readonly persistence: FaultPersistence;
}

/** `virtual`: the programs' clock goes on only while they run, and jumps while all wait. */
export const timeModes = ['virtual', 'real'] as const;
export type TimeMode = (typeof timeModes)[number];

/** Orders of the search that have a name; `user-defined` is a function of the configuration. */
export const strategies = [
  'fewest-faults',
  'breadth-first',
  'depth-first',
  'random',
  'evolutionary',
  'coverage-guided',
] as const;
export type StrategyName = (typeof strategies)[number] | 'user-defined';

/** `auto` takes `rewind` or `replay`, whichever is faster for this program. */
export const engines = ['auto', 'rewind', 'replay', 'qemu'] as const;
export type EngineName = (typeof engines)[number];

/** How a checkpoint of a whole machine is taken. */
export const guestCheckpoints = ['in-place', 'files'] as const;

/** The small machine that the programs run in with the engine `qemu`. */
export interface GuestSettings {
  /** Its kernel, a bzImage or an ELF file; absent: the one that was set up. */
  readonly kernel?: string;
  /** Memory of the machine; absent: as much as the programs need. */
  readonly memoryBytes?: number;
  /** Files and directories that it has besides what the programs are seen to need. */
  readonly include: readonly string[];
  /** `in-place` puts the QEMU process back, `files` writes and loads a file per checkpoint. */
  readonly checkpoints: (typeof guestCheckpoints)[number];
  /** Room for the files of one world. */
  readonly diskBytes: number;
}

export interface Limits {
  readonly maxFaults: number;
  /** Of these, at one call site, and at one socket; absent: as many as `maxFaults`. */
  readonly maxFaultsPerSite?: number;
  readonly maxFaultsPerSocket?: number;
  /** Choice points on one path that may branch. */
  readonly maxDepth: number;
  readonly maxCheckpoints: number;
  readonly maxPaths: number;
  /** For the whole exploration. */
  readonly timeMs: number;
  /** Per run: CPU time of the SUT's processes, wall-clock time, output of one stream. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Time of the world in one run, where it is virtual. */
  readonly virtualMs: number;
  readonly outputBytes: number;
  /** Memory that the snapshots of one world may hold. */
  readonly checkpointBytes: number;
  /** How long everything must wait, with no timer due, before a run counts as hung. */
  readonly noProgressMs: number;
  /** How long a peer may take to become ready. */
  readonly readyMs: number;
}

/** What is known again of a program that comes back to where it was. */
export interface StateSettings {
  /** Whether a world that comes to a state that was explored already is left there. */
  readonly visited: boolean;
  /** Global variables, or parts of them, in which states may differ: see parseIgnored. */
  readonly ignore: readonly string[];
  /** Whether states are the same although programs have read the clock in between. */
  readonly ignoreClock: boolean;
  /** Whether they are others where other things were printed: the user judges by that. */
  readonly printed: boolean;
}

/** Everything an exploration needs, resolved once and frozen. */
export interface Settings {
  readonly sut: ProgramSettings;
  readonly peers: readonly ProgramSettings[];
  /** With at least one driver, the SUT is a server: see `stop`. */
  readonly drivers: readonly ProgramSettings[];
  /** Run after the drivers against the same server, without faults: whether it survived. */
  readonly probes: readonly ProgramSettings[];
  readonly stop: { readonly signal: string; readonly graceMs: number };
  readonly faults: FaultSettings;
  readonly time: TimeMode;
  /** What the programs' random bytes come from. */
  readonly seed: number;
  /** What the programs' clock says when a run begins: milliseconds since 1970. */
  readonly epochMs: number;
  readonly states: StateSettings;
  readonly strategy: StrategyName;
  /** What the strategies that leave something to chance draw from. */
  readonly strategySeed: number;
  /** Whether faults that are alike are all explored, and not one for all. */
  readonly thorough: boolean;
  readonly limits: Limits;
  readonly stopAtFirst: boolean;
  /** Whether fewer and simpler faults are tried that show the same defect. */
  readonly minimise: boolean;
  /** Whether lines and branches of the SUT are counted. */
  readonly coverage?: boolean;
  readonly jobs: number;
  readonly engine: EngineName;
  readonly guest: GuestSettings;
  /** Whether every restored world is compared with what was saved. */
  readonly verify: boolean;
  readonly sealed: boolean;
  /** What a resolver in the world knows, by name (`*`: every name); absent: there is none. */
  readonly dns?: Readonly<Record<string, readonly string[]>>;
  readonly oracle: {
    /** Exit codes of the SUT that are not even worth a `failed`. */
    readonly allowedExitCodes: readonly number[];
    /** Whether `failed` counts as a defect. */
    readonly failureIsDefect: boolean;
  };
}
