import { sending, several, type Scene } from './scene.js';

const calls = sending.split('/');
const sendfile = 'sendfile/splice';

/** Afterwards one byte more is sent; what the other end has got stands behind `then`. */
const gone = ', again EPIPE, then ECONNRESET, then end';
const nothing = ', again 1, then z, then EAGAIN';
const full = { ok: '9, again 1, then abcdefghiz, then EAGAIN', EAGAIN: `EAGAIN${nothing}` };
const partly = {
  'short-1': '1, again 1, then az, then EAGAIN',
  'short-all-but-1': '8, again 1, then abcdefghz, then EAGAIN',
};
const connection = {
  ...full,
  ...partly,
  EPIPE: `EPIPE SIGPIPE${gone}`,
  ECONNRESET: `ECONNRESET${gone}`,
  ETIMEDOUT: `ETIMEDOUT${gone}`,
  EHOSTUNREACH: `EHOSTUNREACH${gone}`,
  ENETUNREACH: `ENETUNREACH${gone}`,
  lost: '9, again ECONNRESET, then ECONNRESET, then end',
};
const moved = { ...full, EPIPE: `EPIPE SIGPIPE${gone}` };
const local = { ...full, ...partly, EPIPE: 'EPIPE SIGPIPE, again EPIPE, then end' };
const errors = ['EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EAGAIN', 'EMSGSIZE'];
const refused = Object.fromEntries(errors.map((errno) => [errno, `${errno}${nothing}`]));
const datagram = {
  ...refused,
  ok: '9, again 1, then abcdefghi, then z, then EAGAIN',
  drop: `9${nothing}`,
  duplicate: '9, again 1, then abcdefghi, then abcdefghi, then z, then EAGAIN',
};
const messages = {
  ...refused,
  ok: '3, again 1, then abc, then def, then ghi, then z, then EAGAIN',
  drop: `3${nothing}`,
  duplicate: '3, again 1, then abc, then def, then ghi, then abc, then z',
  'short-1': '1, again 1, then abc, then z, then EAGAIN',
  'short-all-but-1': '2, again 1, then abc, then def, then z, then EAGAIN',
};

const [of, tcp, udp, unix] = [[sending], 'tcp', 'udp', 'unix'] as const;
const many = [sending, several];

export const sendingScenes: readonly Scene[] = [
  { name: 'send-stream', of, protocol: tcp, made: calls, sees: connection },
  { name: 'send-stream', of: [sendfile], protocol: tcp, made: sendfile.split('/'), sees: moved },
  { name: 'send-local', of, protocol: unix, made: ['write'], sees: local },
  { name: 'send-datagram', of, protocol: udp, made: calls.slice(1), sees: datagram },
  { name: 'send-datagram', of: many, protocol: udp, made: ['sendmmsg'], sees: messages },
];
