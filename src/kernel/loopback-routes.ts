import { ask, entry, flag, number, request } from './netlink.js';

const message = { newRoute: 24, deleteRoute: 25 } as const; // RTM_*
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
    const refused = ask(netlink, request(message.newRoute, flag.replace, change));
    if (refused !== undefined) return refused;
  }
  // The route that the kernel made for version 6 cannot be changed, but replaced.
  const place = [entry(attribute.destination, home6), entry(attribute.device, number(loopback))];
  const gone = ask(netlink, request(message.deleteRoute, 0, route(family.v6, 128, 0, place)));
  if (gone !== undefined) return undefined;
  return ask(
    netlink,
    request(message.newRoute, flag.create, route(family.v6, 128, 0, [...place, prompt])),
  );
}

/** struct rtmsg and what follows it. */
function route(of: number, bits: number, scope: number, attributes: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  head.set([of, bits, 0, 0, local.table, local.byKernel, scope, local.type]);
  return Buffer.concat([head, ...attributes]);
}
