import { receiving, several, type Scene } from './scene.js';

const calls = receiving.split('/');

/** Six bytes, or two datagrams of six, have come. What is there afterwards stands behind `then`. */
const stream = {
  ok: '6 abcdef, then EAGAIN',
  eof: '0, then end',
  'short-1': '1 a, then bcdef, then EAGAIN',
  'short-all-but-1': '5 abcde, then f, then EAGAIN',
  delay: '6 after 1000 abcdef, then EAGAIN',
};
const connection = {
  ...stream,
  ECONNRESET: 'ECONNRESET, then end',
  'reset-after-1': '1 a, then ECONNRESET, then end',
  ETIMEDOUT: 'ETIMEDOUT, then end',
};
const datagrams = {
  ok: '6 abcdef, then ghijkl, then EAGAIN',
  ECONNREFUSED: 'ECONNREFUSED, then EAGAIN',
  EAGAIN: 'EAGAIN after 7000, then abcdef, then ghijkl, then EAGAIN',
  drop: '6 ghijkl, then EAGAIN',
  duplicate: '6 abcdef, then ghijkl, then abcdef, then EAGAIN',
  reorder: '6 ghijkl, then abcdef, then EAGAIN',
  silence: 'EAGAIN after 7000, then EAGAIN',
  delay: '6 after 1000 abcdef, then ghijkl, then EAGAIN',
};
const threeMessages = {
  ok: '3 onetwosix, then EAGAIN',
  ECONNREFUSED: 'ECONNREFUSED ---------, then EAGAIN',
  EAGAIN: 'EAGAIN ---------, then one, then two, then six, then EAGAIN',
  drop: '2 twosix---, then EAGAIN',
  duplicate: '3 onetwosix, then one, then EAGAIN',
  reorder: '3 twosixone, then EAGAIN',
  delay: '3 after 1000 onetwosix, then EAGAIN',
  'short-1': '1 one------, then two, then six, then EAGAIN',
  'short-all-but-1': '2 onetwo---, then six, then EAGAIN',
};
/** With a time limit of 7 seconds. */
const limited = {
  EAGAIN: 'EAGAIN after 7000, then abcdef, then EAGAIN',
  silence: 'EAGAIN after 7000, then EAGAIN',
};
const atOnce = { EAGAIN: 'EAGAIN, then abcdef, then EAGAIN' };

const [of, tcp, udp, unix] = [[receiving], 'tcp', 'udp', 'unix'] as const;

export const receivingScenes: readonly Scene[] = [
  { name: 'receive-stream', of, protocol: tcp, made: calls, sees: { ...connection, ...limited } },
  {
    name: 'receive-at-once',
    of,
    protocol: tcp,
    made: ['recv'],
    sees: { ...connection, ...atOnce },
  },
  { name: 'receive-local', of, protocol: unix, made: ['read'], sees: { ...stream, ...atOnce } },
  { name: 'receive-datagram', of, protocol: udp, made: calls.slice(1), sees: datagrams },
  {
    name: 'receive-several',
    of: [receiving, several],
    protocol: udp,
    made: ['recvmmsg'],
    sees: threeMessages,
  },
];
