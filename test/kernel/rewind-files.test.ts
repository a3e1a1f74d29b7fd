import { ring } from './rewind-ring.js';

ring('files', [
  { title: 'an offset that moves after', name: 'offset', sees: ['at 4', '456789', 'at 10'] },
  {
    title: 'contents that are overwritten after',
    name: 'overwritten',
    sees: ['at 2, ab23456789', 'at 4, abcd4567zz'],
  },
  {
    title: 'a file that is cut and extended after',
    name: 'resized',
    sees: ['0123456789', '012', '1048576 bytes, 012'],
  },
  {
    title: 'a file that is appended to',
    name: 'appended',
    sees: ['at 8, one two ', 'at 14, one two three '],
  },
  {
    title: 'a file of the host that is changed after',
    name: 'of-the-host',
    sees: ['gi, given', 'changed, changed'],
  },
  {
    title: 'a file of the host that was changed before',
    name: 'of-the-host-changed',
    sees: ['first', 'ENOENT'],
  },
  {
    title: 'four megabytes, changed in the middle',
    name: 'large',
    sees: ['33 4194304', '99 4194304'],
  },
  { title: 'an offset that two descriptors share', name: 'duplicated', sees: ['3 3 0', '6 6 1'] },
  { title: 'an offset that a child moves', name: 'inherited', sees: ['2', '7'] },
  { title: 'close-on-exec, append and non-blocking', name: 'flags', sees: ['1 0', '0 0xc00'] },
  {
    title: 'a deleted file that is open',
    name: 'deleted-before',
    sees: ['still here, ENOENT', 'notll here'],
  },
  { title: 'a lock that is given up after', name: 'flock', sees: ['EAGAIN', 'ok'] },
]);

ring('names', [
  { title: 'files that are created after', name: 'created', sees: ['ENOENT', 'file file'] },
  { title: 'a file that is unlinked after', name: 'unlinked', sees: ['file text', 'ENOENT'] },
  {
    title: 'an open file that is unlinked after',
    name: 'unlinked-open',
    sees: ['text', 'another'],
  },
  {
    title: 'a file that is renamed over another',
    name: 'renamed',
    sees: ['one two', 'ENOENT one one'],
  },
  {
    title: 'a file of the host that is renamed and unlinked',
    name: 'host-unlinked',
    sees: ['given', 'given ENOENT'],
  },
  {
    title: 'directories that come and go',
    name: 'directories',
    sees: ['directory ENOENT', 'ENOENT deep'],
  },
  { title: 'mode and times', name: 'attributes', sees: ['640 2000', '600 3000'] },
  { title: 'symbolic and hard links', name: 'links', sees: ['2 link text text', '1 ENOENT other'] },
  { title: 'the position in a directory', name: 'listing', sees: ['1 then 3'] },
  { title: 'events of inotify', name: 'watched', sees: ['1', 'EAGAIN'], mayBeRefused: /inotify/ },
]);

ring('descriptors', [
  { title: 'descriptors that are opened after', name: 'opened-after', sees: ['none', '3 4 5'] },
  {
    title: 'descriptors that are closed after',
    name: 'closed-after',
    sees: ['3 10, 56789', 'none'],
  },
  {
    title: 'a descriptor that is replaced after',
    name: 'replaced-after',
    sees: ['one two 3 4 20'],
  },
  { title: 'all closed at once after', name: 'all-closed-after', sees: ['3 4 5 6 7', 'none'] },
  {
    title: 'null, zero and urandom',
    name: 'devices',
    sees: ['null 4 0', 'random 8, zero 1', '0', 'none'],
  },
  { title: 'a file of proc, half read', name: 'proc-file', sees: ['half-, and-half'] },
  {
    title: 'standard output, closed after',
    name: 'standard-output',
    sees: ['one', 'two at 1', 'three'],
  },
  {
    title: 'standard input, replaced after',
    name: 'standard-input',
    sees: ['(end)', 'from a file'],
  },
  { title: 'a lock of bytes, of an open file', name: 'byte-lock', sees: ['EAGAIN', 'ok'] },
  { title: 'a lock of bytes, of a process', name: 'process-lock', sees: ['child sees 4'] },
]);
