import { ring } from './rewind-ring.js';

ring('pipes', [
  { title: 'empty', name: 'empty', sees: ['EAGAIN', '4'] },
  { title: 'with data', name: 'with-data', sees: ['7', 'one two', '5'] },
  { title: 'full', name: 'overfull', sees: ['EAGAIN, 65536 of 65536', '65536 the same'] },
  { title: 'half read', name: 'half-read', sees: ['012, then 3456789'] },
  {
    title: 'with data, writer closed',
    name: 'writer-closed-before',
    sees: ['last words', '(end)'],
  },
  { title: 'writer closed after', name: 'writer-closed-after', sees: ['EAGAIN', '(end)'] },
  { title: 'reader closed after', name: 'reader-closed-after', sees: ['ok, 4', 'EPIPE'] },
  { title: 'packets', name: 'packets', sees: ['one', 'two', 'EAGAIN'] },
  { title: 'a capacity that changes after', name: 'capacity', sees: ['8192', '262144'] },
  { title: 'non-blocking after', name: 'flags', sees: ['0', '0x800 EAGAIN'] },
  { title: 'named', name: 'named', sees: ['through a name', 'EAGAIN', '(end) ENOENT'] },
  { title: 'to a child', name: 'to-child', sees: ['one', 'two', 'exit 0'] },
]);
