import { ring } from './rewind-ring.js';

ring('trees', [
  { title: 'two open files whose names are exchanged', name: 'swapped', sees: ['1 1', '0 0'] },
  {
    title: 'an open file that is removed, and found again by its name',
    name: 'made-again',
    sees: ['1', 'second', '0'],
  },
  {
    title: 'an open directory that moves away',
    name: 'directory-moved',
    sees: ['1 text', '1 other'],
  },
  {
    title: 'a working directory that is left and removed, and the umask',
    name: 'working-directory',
    sees: ['/tmp/here', '640'],
  },
  { title: 'a file that is changed through memory', name: 'mapped', sees: ['a a', 'b'] },
  { title: 'files without names', name: 'nameless', sees: ['memory file'] },
  { title: 'attributes of a file', name: 'attribute', sees: ['red'] },
  {
    title: 'a directory, half listed, in which a name is made again',
    name: 'listed',
    sees: ['1 0 ', '5 4 3 2 1 0 '],
  },
  { title: 'a file of the host that stays hidden', name: 'hidden', sees: ['ENOENT', 'inside'] },
  {
    title: 'a file of the host that a directory takes the place of',
    name: 'shown',
    sees: ['given', 'inside'],
  },
  { title: 'a file that is executed when it is complete', name: 'executed', sees: ['exit 0'] },
]);
