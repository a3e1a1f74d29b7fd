import { ring } from './rewind-ring.js';

ring('tcp-connected', [
  { title: 'idle', name: 'idle', sees: ['established established, EAGAIN', 'there', 'and back'] },
  { title: 'unread data', name: 'unread', sees: ['first second', 'EAGAIN'] },
  {
    title: 'unread data in both directions',
    name: 'unread-both',
    sees: ['there back', 'again EAGAIN'],
  },
  { title: 'half read', name: 'half-read', sees: ['012, then 3456789', 'EAGAIN'] },
  { title: 'more than a megabyte unread', name: 'much', sees: ['1572864 bytes, 0 wrong, EAGAIN'] },
  { title: 'room for data', name: 'room', sees: ['more than two megabytes'] },
  {
    title: 'an urgent byte',
    name: 'urgent',
    sees: ['ok !, at mark 0', 'before', 'after'],
    mayBeRefused: /urgent/,
  },
  {
    title: 'two descriptors of one end',
    name: 'duplicated',
    sees: ['established, text', 'close-wait, (end)'],
  },
]);

ring('tcp-options', [
  {
    title: 'options',
    name: 'options',
    sees: ['1 1 33 33 33', '33 66000 1 1 33', '0 0 44 44 44', '44 88000 0 0 44'],
  },
]);

ring('tcp-ending', [
  {
    title: 'shut before',
    name: 'shut-before',
    sees: ['fin-wait close-wait', 'last', '(end)', 'answer', 'EPIPE', 'close (end)'],
  },
  {
    title: 'shut after',
    name: 'shut-after',
    sees: ['established established', 'fin-wait close-wait', 'last', '(end)'],
  },
  {
    title: 'shut behind data that is on its way',
    name: 'shut-behind-data',
    sees: ['promised', 'fin-wait established', 'all (end)', 'fin-wait close-wait'],
  },
  { title: 'shut by both', name: 'shut-by-both', sees: ['close close', 'unread EPIPE'] },
  {
    title: 'shut for reading',
    name: 'shut-reading',
    sees: ['(end)', 'established established', 'text', 'fin-wait close-wait'],
  },
  {
    title: 'other end closed before',
    name: 'closed-before',
    sees: ['close-wait legacy', '(end)', 'ok', 'EPIPE', 'close'],
  },
  {
    title: 'both ends closed after',
    name: 'closed-after',
    sees: ['established text', 'close-wait (end)'],
  },
  {
    title: 'closed with unread data',
    name: 'closed-unread',
    sees: ['established established', 'close ECONNRESET'],
  },
  { title: 'reset before', name: 'reset-before', sees: ['close ECONNRESET', '(end)', 'EPIPE'] },
  { title: 'reset after', name: 'reset-after', sees: ['established established', 'close text'] },
  { title: 'reset, error fetched', name: 'error-fetched', sees: ['ECONNRESET', 'close (end)'] },
]);
