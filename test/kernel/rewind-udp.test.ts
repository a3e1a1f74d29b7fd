import { ring } from './rewind-ring.js';

ring('udp', [
  {
    title: 'queued datagrams with their senders',
    name: 'queued',
    sees: ['first from 5001', 'second from 5002', 'EAGAIN'],
  },
  { title: 'an empty queue', name: 'empty', sees: ['EAGAIN', 'later from 5001'] },
  { title: 'a datagram without data', name: 'nothing-in-it', sees: [' from 5001', 'EAGAIN'] },
  {
    title: 'a connected socket',
    name: 'linked',
    sees: ['5000, taken', 'EAGAIN', '5002, taken now'],
  },
  { title: 'a socket that is bound after', name: 'bound-after', sees: ['0', '5000'] },
  {
    title: 'a socket that is closed after',
    name: 'closed-after',
    sees: ['ok', 'one', 'ECONNREFUSED'],
  },
  { title: 'an error that waits to be fetched', name: 'refused', sees: ['ECONNREFUSED', 'EAGAIN'] },
  { title: 'options', name: 'options', sees: ['1 33', '0 44'] },
  { title: 'version 6', name: 'version-six', sees: ['over six', 'EAGAIN'] },
]);
