import { ask, entry, flag, number, request } from './netlink.js';

const message = { newRoute: 24, newRule: 32, deleteRule: 33 } as const; // RTM_*
const attribute = { destination: 1, priority: 6, table: 15, protocol: 22 } as const; // FRA_*
const routeAttribute = { destination: 1, device: 4, source: 7 } as const; // RTA_*
const action = { look: 1, unreachable: 7 } as const; // FR_ACT_*
const local = { table: 255, byKernel: 2, onHost: 254, type: 2 } as const;
const [afInet, hostBits, loopback, tcp] = [2, 32, 1, 6];
/** Of rules, before that for the main table (ip-rule(8)). */
const order = { first: 0, dead: 1, local: 2 } as const;

/**
 * Let connections to an address of loopback find no network, whoever listens at all addresses.
 * For all else it stays this host's, also for the datagram sockets with which a C library finds
 * out which of several addresses is the nearest: it must not come last for being dead.
 * @returns messages to rtnetlink(7); that it has been done already may be its answer
 */
export function killingMessages(address: Buffer): readonly Buffer[] {
  const flags = flag.create | flag.exclusive;
  const unreachable = rule(action.unreachable, order.dead, 0, [
    entry(attribute.destination, address),
    entry(attribute.protocol, Buffer.from([tcp])),
  ]);
  return [
    request(message.newRoute, flags, ownRoute(address)),
    request(message.newRule, flags, unreachable),
    // The rule for what is local comes first, and nothing can be put before it.
    request(message.newRule, flags, rule(action.look, order.local, local.table, [])),
    request(message.deleteRule, 0, rule(action.look, order.first, local.table, [])),
  ];
}

/**
 * @param netlink a socket of the network, see `routeSocket`
 * @returns the name of the errno when refused
 */
export function killAddress(netlink: number, address: Buffer): string | undefined {
  const errnos = killingMessages(address).map((message) => ask(netlink, message));
  const refused = errnos.filter((errno) => errno !== undefined);
  return refused.find((errno) => errno !== 'EEXIST' && errno !== 'ENOENT');
}

/** What is sent there comes from there: the nearest that an address can be. */
function ownRoute(address: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.set([afInet, hostBits, 0, 0, local.table, local.byKernel, local.onHost, local.type]);
  const { destination, device, source } = routeAttribute;
  return Buffer.concat([
    head,
    entry(destination, address),
    entry(device, number(loopback)),
    entry(source, address),
  ]);
}

/** struct fib_rule_hdr and its attributes. */
function rule(does: number, priority: number, table: number, more: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  head.set([afInet, more.length > 0 ? hostBits : 0, 0, 0, table, 0, 0, does]);
  const own = [entry(attribute.priority, number(priority))];
  if (table !== 0) own.push(entry(attribute.table, number(table)));
  return Buffer.concat([head, ...own, ...more]);
}
