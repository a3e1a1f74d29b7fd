import { ring } from './rewind-ring.js';

ring('tcp-listening', [
  { title: 'a socket that listens after', name: 'fresh', sees: ['close 0', 'listen 5000'] },
  { title: 'bound only', name: 'bound-only', sees: ['close 5000 ECONNREFUSED', 'listen ok'] },
  { title: 'an empty listener', name: 'empty', sees: ['listen EAGAIN', 'text', 'ECONNREFUSED'] },
  {
    title: 'an empty listener, pending after',
    name: 'left-pending',
    sees: ['EAGAIN', 'established'],
  },
  {
    title: 'a connection that is not accepted yet',
    name: 'pending',
    sees: ['ok established', 'ask', 'answer', '(end), EAGAIN'],
  },
  {
    title: 'connections with data, not accepted yet',
    name: 'pending-with-data',
    sees: ['first', 'second', 'answer answer EAGAIN'],
  },
  {
    title: 'a connection that has ended, not accepted yet',
    name: 'pending-closed',
    sees: ['close-wait last words', '(end)'],
  },
  { title: 'a listener that is closed after', name: 'closed-after', sees: ['ok', 'ECONNREFUSED'] },
  {
    title: 'a listener that is closed after, with a connection',
    name: 'closed-with-pending',
    sees: ['established EAGAIN', 'close ECONNRESET'],
  },
  { title: 'a listener that is made after', name: 'made-after', sees: ['ECONNREFUSED', 'ok'] },
  { title: 'version 6', name: 'version-six', sees: ['established over six', 'close-wait (end)'] },
  {
    title: 'version 4 by a socket of version 6',
    name: 'version-mapped',
    sees: ['established over four', 'close-wait (end)', 'not accepted'],
  },
  { title: 'version 6 only', name: 'version-six-only', sees: ['ECONNREFUSED', 'ok'] },
]);

ring('tcp-opening', [
  {
    title: 'a connection that is made after',
    name: 'connected-after',
    sees: ['close', 'established new'],
  },
  {
    title: 'the same addresses, three times',
    name: 'same-addresses',
    sees: ['again', 'again', 'again'],
  },
  {
    title: 'a refused connection, error not fetched',
    name: 'refused',
    sees: ['close ECONNREFUSED', '0'],
  },
  {
    title: 'a connection that nobody answers',
    name: 'connecting',
    sees: ['established syn-sent', 'established'],
  },
  { title: 'a thread in accept', name: 'accepting', sees: ['connect', 'welcome'] },
  {
    title: 'a thread in recv that has half of it',
    name: 'half-received',
    sees: ['the rest', 'recv 6', 'abcdef'],
  },
]);
