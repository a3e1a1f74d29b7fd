import { watchedCall, type WatchedCall } from '../choice/call.js';
import type { CallFacts } from '../choice/detector.js';
import { parseAddress } from '../kernel/socket.js';
import type { GuestCall } from '../checkpoint/qemu/guest/request.js';
import type { Frame } from '../model/choice-point.js';
import { hasDontWait, movableAmount } from './amounts.js';
import { addressText, familyName, typeName } from '../world/socket-facts.js';
import { registersOf } from './guest-registers.js';

const sockNonblock = 0o4000;
/** Calls that name bytes by a list of areas. */
const listing = new Set(['readv', 'writev', 'recvmsg', 'sendmsg']);

/** What the wrapper in the guest tells of a call, as the detector wants to know it. */
export function guestCallFacts(
  request: GuestCall,
  numbers: { readonly process: number; readonly thread: number },
  stack: readonly Frame[],
): CallFacts | undefined {
  const call = watchedCall(request.number);
  const socket = call && socketOf(request, call);
  if (call === undefined || socket === undefined) return undefined;
  const named = request.named.length === 0 ? undefined : parseAddress(request.named);
  const address = addressText(named);
  const bytes = askedBytes(request, call);
  return {
    call,
    socket,
    ...(call.fd === undefined ? {} : { inode: `socket:[${String(request.inode)}]` }),
    ...(address === undefined ? {} : { address }),
    ...(bytes === undefined ? {} : { bytes }),
    movable: movableAmount(call, request, registersOf(request), bytes),
    queued: request.queued,
    datagrams: request.datagrams,
    timeLimits: request.timeLimits,
    handlers: request.handlers,
    boundPort: named?.kind === 'ip' ? named.port : 0,
    ...numbers,
    stack,
  };
}

function askedBytes({ args, asked }: GuestCall, call: WatchedCall): number | undefined {
  if (call.count !== undefined) return Number(args[call.count]);
  return listing.has(call.name) ? asked : undefined;
}

function flagsOf({ args }: GuestCall, { flags }: WatchedCall): number {
  return flags === undefined ? 0 : Number(BigInt.asIntN(32, args[flags] ?? 0n));
}

function socketOf(request: GuestCall, call: WatchedCall): CallFacts['socket'] | undefined {
  const isNew = call.fd === undefined;
  const [domain, kind] = isNew
    ? [Number(request.args[0]), Number(request.args[1])]
    : [request.domain, request.type];
  const [family, type] = [familyName(domain), typeName(kind)];
  if (family === undefined || type === undefined) return undefined;
  const [local, peer] = [request.local, request.peer].map((bytes) =>
    bytes.length === 0 ? undefined : addressText(parseAddress(bytes)),
  );
  return {
    fd: isNew ? -1 : Number(BigInt.asIntN(32, request.args[call.fd] ?? 0n)),
    family,
    type,
    nonBlocking: isNew
      ? (kind & sockNonblock) !== 0
      : request.nonBlocking || hasDontWait(call, flagsOf(request, call)),
    listening: request.listening,
    ...(local === undefined ? {} : { local }),
    ...(peer === undefined ? {} : { peer }),
  };
}
