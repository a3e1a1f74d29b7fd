/** Ways of the program to wait: in the call itself, or before it. */
export const patient = ['blocking', 'limited', 'plain', 'vectors', 'message'];
export const impatient = ['nonblocking', 'poll', 'select', 'epoll', 'edge'];

/** The rows of streams.c by the outcome that stands for what happens in them. */
export const streamOutcomes = (way: string): readonly string[] => [
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'eof',
  'eof',
  'EPIPE',
  'EPIPE',
  'ENOTCONN',
  'ENOTCONN',
  'so_error-ECONNRESET',
  'reset-after-2',
  'reset-after-2',
  'lost',
  'short-1',
  patient.includes(way) ? 'ECONNREFUSED' : 'so_error-ECONNREFUSED',
  ...(way === 'nonblocking' ? ['EAGAIN'] : []),
  'EAGAIN',
  'dead',
  'dead',
];
