import { ring } from './rewind-ring.js';

ring('unix', [
  {
    title: 'a stream with data in both directions',
    name: 'streams',
    sees: ['one two, back', 'EAGAIN, EAGAIN'],
  },
  { title: 'a sequence of packets', name: 'packets', sees: ['one', 'two', 'EAGAIN'] },
  { title: 'datagrams', name: 'datagrams', sees: ['one', 'two', 'EAGAIN'] },
  { title: 'a stream, half read', name: 'half-read', sees: ['012, then 3456789'] },
  { title: 'a full stream', name: 'full', sees: ['EAGAIN', 'all of it'] },
  { title: 'shut before', name: 'shut-before', sees: ['last EPIPE', '(end)', 'ok'] },
  { title: 'shut after', name: 'shut-after', sees: ['ok', 'EPIPE', 'x', '(end)'] },
  { title: 'one end closed before', name: 'closed-before', sees: ['legacy', '(end)', 'EPIPE'] },
  { title: 'both ends closed after', name: 'closed-after', sees: ['ok', 'EPIPE'] },
  { title: 'options', name: 'options', sees: ['1 1', '10000'] },
  { title: 'a stream to a child', name: 'with-child', sees: ['echo', '(end)', 'exit 0'] },
]);

ring('unix-named', [
  {
    title: 'a listener, closed after',
    name: 'idle-listener',
    sees: ['EAGAIN', 'text'],
  },
  {
    title: 'a connection that is not accepted yet',
    name: 'pending-connection',
    sees: ['early words', 'answer', 'EAGAIN'],
    mayBeRefused: /a UNIX connection with data that is not accepted yet/,
  },
  {
    title: 'connections that are not accepted yet and have said nothing',
    name: 'silent-connection',
    sees: ['first', 'second', 'EAGAIN'],
  },
  {
    title: 'an abstract name',
    name: 'established',
    sees: ['to the client', 'to the server', '(end)'],
  },
  { title: 'queued datagrams', name: 'datagrams', sees: ['one', 'two', 'EAGAIN', 'ECONNREFUSED'] },
  {
    title: 'a listener that is made after',
    name: 'listening-after',
    sees: ['ENOENT', 'ok'],
  },
  { title: 'a listener that is closed after', name: 'closed-after', sees: ['ok', 'ECONNREFUSED'] },
  {
    title: 'a descriptor on its way',
    name: 'in-flight',
    sees: ['in the pipe', 'EAGAIN'],
    mayBeRefused: /descriptor|SCM_RIGHTS|in flight/,
  },
  { title: 'a descriptor that is passed after', name: 'passed-after', sees: ['EAGAIN', 'EAGAIN'] },
]);
