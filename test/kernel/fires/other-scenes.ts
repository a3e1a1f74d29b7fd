import { receiving, type Scene } from './scene.js';

const gone = ', then ECONNRESET, then end';
const routes = ['ENETUNREACH', 'EHOSTUNREACH'];
const pending = ['ECONNREFUSED', 'ETIMEDOUT', ...routes];

/** By outcome a line that has its name, or its errno, where the `%` stands. */
function each(names: readonly string[], line: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, line.replaceAll('%', name)]));
}

const attached = { ok: '0, peer 0', ...each(routes, '%, peer ENOTCONN') };
const taken = {
  ok: '0, of 0, then abc, then EAGAIN, client, then EAGAIN',
  dead: '0, of ENOTCONN, then abc, then ECONNRESET, then end, client, then ECONNRESET, then end',
  EAGAIN: 'EAGAIN, client, then ECONNRESET, then end',
};
/** Readiness as poll(2) tells it: 4 OUT, 8 ERR, 10 HUP. */
const later = {
  ok: 'EINPROGRESS, ready 4, error 0, peer 0',
  ...each(pending, 'EINPROGRESS, ready 1d, error %, peer ENOTCONN', 'so_error-'),
  ...each(routes, '%, ready 14, error 0, peer ENOTCONN'),
};
const stream = {
  ...attached,
  ECONNREFUSED: 'ECONNREFUSED, peer ENOTCONN',
  ETIMEDOUT: 'ETIMEDOUT after 127000, peer ENOTCONN',
};
const asked = {
  ok: '0, then EAGAIN',
  ...each(['ETIMEDOUT', ...routes, 'ECONNRESET'], '0 %, then end', 'so_error-'),
};
const names = {
  ok: '127.0.0.1',
  'dns-nxdomain': 'EAI_NONAME',
  'dns-servfail': 'EAI_AGAIN',
  'dns-nodata': 'EAI_NODATA',
  'dns-dead-first': '127.255.0.1 127.0.0.1',
  // Whoever is told that nothing has come, or that it comes twice, waits on.
  EAGAIN: '127.0.0.1',
  duplicate: '127.0.0.1',
  delay: '127.0.0.1 after 1000',
  drop: 'EAI_AGAIN after 4999',
  ECONNREFUSED: 'EAI_AGAIN',
};
const noMore = { ok: '0, then EAGAIN', ENOTCONN: `ENOTCONN${gone}` };
const bound = { ok: '0, again EINVAL', ...each(['EADDRINUSE', 'EADDRNOTAVAIL'], '%, again 0') };
const listens = { ok: '0, again 0', EADDRINUSE: 'EADDRINUSE, again 0' };
const unnamed = { ok: '0, peer 0', ENOENT: 'ENOENT, peer ENOTCONN' };

/** A scene of one call, or of calls with the same outcomes. */
function scene(
  name: string,
  protocol: Scene['protocol'],
  made: readonly string[],
  sees: Scene['sees'],
): Scene {
  return { name, of: made.slice(0, 1), protocol, made, sees };
}

export const otherScenes: readonly Scene[] = [
  scene('settle', 'tcp', ['bind'], bound),
  scene('settle', 'tcp', ['listen'], listens),
  scene('connect-stream', 'tcp', ['connect'], stream),
  scene('connect-at-once', 'tcp', ['connect'], later),
  scene('connect-datagram', 'udp', ['connect'], attached),
  scene('connect-local', 'unix', ['connect'], unnamed),
  scene('accept', 'tcp', ['accept', 'accept4'], taken),
  scene('ask', 'tcp', ['shutdown'], noMore),
  scene('ask', 'tcp', ['getpeername'], noMore),
  scene('ask', 'tcp', ['getsockopt(SO_ERROR)'], asked),
  { ...scene('names', 'udp', ['getaddrinfo'], names), of: [receiving], at: 'recvfrom' },
];
