import { errnoNumber } from '../abi/errno.js';
import type { CallChange, Consequence } from '../model/consequence.js';
import type { Override } from '../tracer/override.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { WatchedCall } from './call.js';
import { limited } from './limit.js';
import type { Surroundings } from './surroundings.js';
import { nothingReported, timedOutBytes } from './wait-answer.js';

const msgNoSignal = 0x4000;
/** struct mmsghdr: a struct msghdr, and how much was sent of it (sendmmsg(2)). */
const messageHeader = { size: 64, length: 56 } as const;
const addressBytes = 28; // of struct sockaddr_in6

/** What a consequence means for a call with these registers, that has not run yet. */
export function overrideFor(
  consequence: Consequence,
  call: WatchedCall,
  registers: Registers,
  surroundings = unknown,
): Override {
  const { change, ...staging } = consequence;
  return { ...staging, ...callOverride(change, call, registers, surroundings) };
}

/** Of a program that cannot be looked into. */
const unknown: Surroundings = { read: () => Buffer.alloc(0), closedAddress: (same) => same };

function callOverride(
  change: CallChange,
  call: WatchedCall,
  registers: Registers,
  surroundings: Surroundings,
): Override {
  switch (change.call) {
    case 'run':
      return { kind: 'run' };
    case 'redirect':
      return redirected(registers, surroundings);
    case 'time-out':
      return {
        kind: 'answer',
        result: 0,
        writes: timedOutBytes(call, registers),
        unanswered: nothingReported(call, registers),
      };
    case 'answer':
      return { kind: 'answer', result: change.result, writes: lengths(change, registers) };
    case 'fail':
      return errnoAnswer(change.errno, call, registers);
    case 'report':
      return soErrorAnswer(change.errno, registers);
    case 'limit':
      return limited(call, change.count, registers, surroundings);
  }
}

/** How much of each message was sent stands behind it (struct mmsghdr). */
function lengths(
  { lengths: all = [] }: CallChange & { call: 'answer' },
  registers: Registers,
): readonly { address: number; bytes: Buffer }[] {
  return all.map((length, i) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(length);
    const address = registers.number('rsi') + i * messageHeader.size + messageHeader.length;
    return { address, bytes };
  });
}

function errnoAnswer(errno: string, call: WatchedCall, registers: Registers): Override {
  const writes = errno === 'EINTR' ? nothingReported(call, registers) : [];
  const answer = { kind: 'answer', result: -errnoNumber(errno), writes } as const;
  const signals = errno === 'EPIPE' && raisesSigpipe(call, registers);
  return signals ? { ...answer, signal: 'SIGPIPE' } : answer;
}

/** EPIPE comes with SIGPIPE unless the call says otherwise (send(2), MSG_NOSIGNAL). */
function raisesSigpipe(call: WatchedCall, registers: Registers): boolean {
  if (call.flags === undefined) return true;
  const register = argumentRegisters[call.flags];
  return register !== undefined && (registers.int(register) & msgNoSignal) === 0;
}

/** getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &length) succeeds and reports the error. */
function soErrorAnswer(errno: string, registers: Registers): Override {
  const [value, length] = [Buffer.alloc(4), Buffer.alloc(4)];
  value.writeInt32LE(errnoNumber(errno));
  length.writeInt32LE(4);
  const writes = [
    { address: registers.number('r10'), bytes: value },
    { address: registers.number('r8'), bytes: length },
  ];
  return { kind: 'answer', result: 0, writes };
}

/** connect(fd, address, length): the program's own struct sockaddr says another port meanwhile. */
function redirected(registers: Registers, { read, closedAddress }: Surroundings): Override {
  const address = registers.number('rsi');
  const named = read(address, Math.min(registers.number('rdx'), addressBytes));
  if (named.length < 16) return { kind: 'run' };
  return { kind: 'patch', writes: [{ address, bytes: closedAddress(named) }] };
}
