import type { ChoicePoint, Frame, SocketView } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { CallGroup, WatchedCall } from './call.js';
import type { Situation } from './condition.js';
import { choiceId, Namer } from './name.js';
import { presetOutcomes, requestedOutcomes } from './outcomes.js';
import { roleByAddress, roleOf } from './role.js';
import { RuleMatcher } from './rules.js';

/** What is known of a call that the SUT is about to make. */
export interface CallFacts {
  readonly call: WatchedCall;
  readonly socket: Omit<SocketView, 'role'>;
  /** Identifies the socket across calls; absent before it exists. */
  readonly inode?: string;
  /** The address that the program names in this call. */
  readonly address?: string;
  /** Bytes asked to be moved, where the call says so. */
  readonly bytes?: number;
  /** Bytes that it could move now. */
  readonly movable: number;
  readonly boundPort: number;
  readonly process: number;
  readonly thread: number;
  readonly stack: readonly Frame[];
}

/** Sockets of the C library and the system's own services: no part of the program's network. */
const systemPaths = /^(\/var)?\/run\/(nscd|systemd|dbus)\/|^\/dev\/log$/;

/** Decides, within one run, which calls are choice points, what they are called and may answer. */
export class Detector {
  constructor(
    private readonly faults: Settings['faults'],
    private readonly namer = new Namer(),
    private readonly rules = new RuleMatcher(faults.rules),
    private readonly roles = new Map<string, string>(),
  ) {}

  /** One that has seen the same and goes on by itself. */
  copy(): Detector {
    const { faults, namer, rules, roles } = this;
    return new Detector(faults, namer.copy(), rules.copy(), new Map(roles));
  }

  /** @returns undefined for sockets that connect a program with itself or the system */
  detect(facts: CallFacts): ChoicePoint | undefined {
    const role = this.role(facts);
    if (role === undefined || systemPaths.test(role.replace(/^unix:/, ''))) return undefined;
    const call = spelled(facts);
    const socket: SocketView = { ...facts.socket, role };
    const name = this.namer.name(call, role, facts.stack);
    return {
      name,
      id: choiceId(name),
      call,
      socket,
      ...(facts.bytes === undefined ? {} : { bytes: facts.bytes }),
      process: facts.process,
      thread: facts.thread,
      stack: facts.stack,
      outcomes: this.outcomes(facts, { call, socket, stack: facts.stack }),
    };
  }

  private outcomes(
    facts: CallFacts,
    candidate: Pick<ChoicePoint, 'call' | 'socket' | 'stack'>,
  ): readonly Outcome[] {
    const { group } = facts.call;
    if (isWithoutConnection(facts)) return [{ kind: 'ok' }];
    const situation: Situation = facts;
    if (!this.rules.hasRules) return presetOutcomes(this.faults.preset, group, situation);
    const matching = this.rules.matching(candidate);
    const offered = matching.flatMap(({ outcomes }) =>
      outcomes === undefined
        ? presetOutcomes(this.faults.preset, group, situation)
        : requestedOutcomes(outcomes, group, situation),
    );
    return [{ kind: 'ok' }, ...distinct(offered.filter(({ kind }) => kind !== 'ok'))];
  }

  /** A socket keeps its role while its connection comes and goes. */
  private role(facts: CallFacts): string | undefined {
    const { inode, socket, address, call } = facts;
    if (inode === undefined) return 'new';
    if (address !== undefined) {
      const named = roleByAddress(call.group, socket.type, address);
      if (socket.type !== 'dgram') this.roles.set(inode, named);
      return named;
    }
    const seen = roleOf(socket);
    if (seen !== undefined && !seen.endsWith('*')) this.roles.set(inode, seen);
    return this.roles.get(inode) ?? seen ?? (socket.family === 'unix' ? undefined : 'unbound');
  }
}

const ofConnections: ReadonlySet<CallGroup> = new Set([
  'receive',
  'receive-many',
  'send',
  'send-many',
  'move',
  'shutdown',
  'peer-name',
]);

/** It never was, or it is over: what calls answer then is settled. */
function isWithoutConnection({ call, socket }: CallFacts): boolean {
  const isTcp = socket.type === 'stream' && socket.family !== 'unix';
  return isTcp && socket.peer === undefined && ofConnections.has(call.group);
}

/** send(3) and recv(3) of the C library are sendto and recvfrom without an address. */
function spelled({ call, address, socket }: CallFacts): string {
  if (address !== undefined || socket.type === 'dgram') return call.name;
  if (call.name === 'sendto') return 'send';
  return call.name === 'recvfrom' ? 'recv' : call.name;
}

function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}
