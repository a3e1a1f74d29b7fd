import { ring } from './rewind-ring.js';

ring('memory-private', [
  {
    title: 'initialised and zeroed data',
    name: 'data',
    sees: ['data 8 bss 9 0', 'data -1 bss -1 -1'],
  },
  {
    title: 'a heap that is freed and made anew after',
    name: 'heap',
    sees: ['small 25165824', 'other 16777216'],
  },
  { title: 'pages that were never touched', name: 'untouched', sees: ['5', '64'] },
  {
    title: 'pages that the kernel writes into',
    name: 'kernel-writes',
    sees: ['own, 0', 'from the kernel, /'],
  },
  { title: 'a deep stack that grows further after', name: 'stack', sees: ['5250', '1'] },
  {
    title: 'own copies of pages of a file',
    name: 'copied-file',
    sees: ['012x456789 0123456789', '012xy56789 01234y6789 0123456789'],
  },
  { title: 'pages dropped by madvise', name: 'dropped', sees: ['97 0 97', '0 98 0'] },
  { title: 'code that the program writes itself', name: 'code', sees: ['1', '2'] },
  { title: 'a huge page', name: 'huge', sees: ['2097152', '2097152'] },
]);

ring('memory-layout', [
  {
    title: 'nothing where a mapping is made after',
    name: 'mapped-after',
    sees: ['- -', 'free', 'rw-a rw-b'],
  },
  { title: 'a mapping that is unmapped after', name: 'unmapped-after', sees: ['rw-a rw-b', '- -'] },
  {
    title: 'a mapping that gets a hole after',
    name: 'hole-after',
    sees: ['rw-a rw-b rw-c', 'rw-a - rw-c'],
  },
  {
    title: 'a hole that is filled after',
    name: 'hole-before',
    sees: ['rw-a - rw-c', 'rw-a rw-a rw-c'],
  },
  {
    title: 'a mapping that moves after',
    name: 'moved-after',
    sees: ['rw-a rw-b - -', '- - rw-a rw-b'],
  },
  {
    title: 'a mapping that grows and shrinks after',
    name: 'grown-after',
    sees: ['rw-a rw-b - -', 'rw-a rw-b rw-', 'rw-a - - -'],
  },
  {
    title: 'rights that change after, with what lies under them',
    name: 'rights-changed',
    sees: ['rw-a r--b ---? rw-d', 'rw-z rw-z rw-z rw-z', '---? ---? ---? ---?'],
  },
  {
    title: 'a page that a file is mapped over after',
    name: 'replaced-after',
    sees: ['rw-a rw-b rw-c', 'rw-a r--f rw-c'],
  },
  { title: 'the break of the heap', name: 'break-moved', sees: ['3 h', '1', '6 0'] },
  { title: 'an area that grows downwards', name: 'grows-down', sees: ['- - rw-g', '- rw-m rw-g'] },
  { title: 'hundreds of small mappings', name: 'many', sees: ['1468', '-'] },
]);

ring('memory-shared', [
  { title: 'shared anonymous pages', name: 'anonymous', sees: ['before 0', 'after 1'] },
  {
    title: 'pages shared with a child',
    name: 'with-child',
    sees: ['parent sees parent', 'child sees parent again', 'parent sees child'],
  },
  {
    title: 'private memory where shared memory is kept',
    name: 'in-the-way',
    sees: ['a a', 'b b'],
  },
  { title: 'a memfd that is mapped twice', name: 'memfd', sees: ['before before', 'after after'] },
  {
    title: 'size, offset and contents of a memfd',
    name: 'memfd-size',
    sees: ['6 bytes, at 6, before', '12288 bytes, at 1, a'],
  },
  {
    title: 'a memfd that is sealed after, which is for ever',
    name: 'sealed',
    sees: ['seals 0, write ok', 'seals 12, write EPERM'],
    mayBeRefused: /seal|memfd/,
  },
  {
    title: 'a file that is mapped shared',
    name: 'shared-file',
    sees: ['0x23456789 0x23456789', '0xy3456789 0xy3456789', '0xy'],
  },
  {
    title: 'a shared mapping that is unmapped after',
    name: 'unmapped-after',
    sees: ['before', 'ENOMEM'],
  },
  {
    title: 'a shared mapping that a child leaves',
    name: 'unmapped-by-child',
    sees: ['5', 'exit 69 5'],
  },
]);
