import { errnoName } from '../abi/errno.js';
import { recv, sendto } from './ffi.js';

const message = { newRoute: 24, deleteRoute: 25 } as const; // RTM_*
const flag = { request: 1, acknowledge: 4, replace: 0x100, create: 0x400 } as const; // NLM_F_*
const attribute = { destination: 1, device: 4, source: 7, metrics: 8 } as const; // RTA_*
const quickAck = 15; // RTAX_QUICKACK
const loopback = 1; // the device's number in every network
const local = { table: 255, byKernel: 2, onHost: 254, type: 2 } as const;
const family = { v4: 2, v6: 10 } as const;
const home = Buffer.from([127, 0, 0, 1]);
const home6 = Buffer.from('00000000000000000000000000000001', 'hex');

/** AF_NETLINK, SOCK_RAW, NETLINK_ROUTE: the arguments of socket(2) for `confirmAtOnce`. */
export const routeSocket = [16, 3, 0] as const;

/**
 * Let everything that arrives over loopback be confirmed at once (rtnetlink(7), RTAX_QUICKACK).
 * Otherwise the kernel waits 40 ms for data to confirm it along with, and as long a sender holds
 * back what is small (tcp(7), TCP_NODELAY): whether it has arrived depends on the time.
 * @param netlink a socket of the network
 * @returns the name of the errno when refused; version 6 may be missing
 */
export function confirmAtOnce(netlink: number): string | undefined {
  const scope = local.onHost;
  const prompt = entry(attribute.metrics, entry(quickAck, number(1)));
  for (const [bits, address] of [
    [8, Buffer.from([127, 0, 0, 0])],
    [32, home],
  ] as const) {
    const change = route(family.v4, bits, scope, [
      entry(attribute.destination, address),
      entry(attribute.source, home),
      entry(attribute.device, number(loopback)),
      prompt,
    ]);
    const refused = ask(netlink, message.newRoute, flag.replace, change);
    if (refused !== undefined) return refused;
  }
  // The route that the kernel made for version 6 cannot be changed, but replaced.
  const place = [entry(attribute.destination, home6), entry(attribute.device, number(loopback))];
  const gone = ask(netlink, message.deleteRoute, 0, route(family.v6, 128, 0, place));
  if (gone !== undefined) return undefined;
  return ask(netlink, message.newRoute, flag.create, route(family.v6, 128, 0, [...place, prompt]));
}

/** struct rtmsg and what follows it. */
function route(of: number, bits: number, scope: number, attributes: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  head.set([of, bits, 0, 0, local.table, local.byKernel, scope, local.type]);
  return Buffer.concat([head, ...attributes]);
}

function entry(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(4 + value.length, 0);
  head.writeUInt16LE(type, 2);
  return Buffer.concat([head, value]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function ask(netlink: number, type: number, flags: number, body: Buffer): string | undefined {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(head.length + body.length, 0);
  head.writeUInt16LE(type, 4);
  head.writeUInt16LE(flag.request | flag.acknowledge | flags, 6);
  const request = Buffer.concat([head, body]);
  if (sendto(netlink, request, request.length, 0, null, 0) !== request.length) return 'EIO';
  const answer = Buffer.alloc(1024);
  if (recv(netlink, answer, answer.length, 0) < 20) return 'EIO';
  // struct nlmsghdr, then the errno of struct nlmsgerr, negative; 0 acknowledges.
  const result = answer.readInt32LE(16);
  return result === 0 ? undefined : errnoName(-result);
}
