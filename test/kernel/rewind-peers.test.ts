import { ring } from './rewind-ring.js';

ring('peers', [
  {
    title: 'questions and answers',
    name: 'echo',
    sees: ['answer 1', 'answer 2', 'answer 3', '(end)'],
    peerSees: ['got one', 'got two', 'got three', 'served'],
  },
  {
    title: 'the end of the program, as the peer sees it',
    name: 'end-seen',
    sees: ['answer 1', 'answer 2'],
    peerSees: ['got one', 'got two', 'served'],
  },
  {
    title: 'a reset by the program, as the peer sees it',
    name: 'reset-seen',
    sees: ['answer 1'],
    peerSees: ['got one', 'got ECONNRESET', 'served'],
  },
  {
    title: 'unread data in both directions',
    name: 'crossed',
    sees: ['from the peer', '(end)'],
    peerSees: ['from the program, and more', '(end)'],
  },
  {
    title: 'an end of the program that the peer has not confirmed',
    name: 'lingering',
    sees: ['yes', 'yes'],
    peerSees: ['got one', 'got two'],
  },
  {
    title: 'closed by the peer',
    name: 'closing',
    sees: ['close-wait', 'goodbye', '(end)'],
    peerSees: ['closed'],
  },
  {
    title: 'a peer that exits after',
    name: 'exiting',
    sees: ['(end)'],
    peerSees: ['told to exit'],
  },
  {
    title: 'a peer that aborts after',
    name: 'failing',
    sees: ['(end)'],
    peerSees: ['told to fail'],
  },
]);

ring('peers-serving', [
  {
    title: 'a process for each client',
    name: 'forking',
    sees: ['answer 1', 'answer 1', 'answer 2'],
    peerSees: ['got one', 'got two', 'got more', 'served', 'served'],
  },
  {
    title: 'one loop for all clients',
    name: 'looping',
    sees: ['5 so far', '15 so far', '18 so far'],
    peerSees: ['5 bytes', '15 bytes', '18 bytes'],
  },
  {
    title: 'a log that the peer writes and the program unlinks',
    name: 'writing',
    sees: ['one ', 'one two ', 'ENOENT'],
    peerSees: [],
  },
]);

ring('peers-local', [
  {
    title: 'a stream by a name of a file',
    name: 'local',
    sees: ['one is number 1', 'two is number 2', 'three is number 3'],
    peerSees: ['1 one', '2 two', '3 three'],
  },
  {
    title: 'packets by a name of a file',
    name: 'records',
    sees: ['one is number 1', 'two is number 2', 'three is number 3'],
    peerSees: ['1 one', '2 two', '3 three'],
  },
  {
    title: 'version 6',
    name: 'six',
    sees: ['one is number 1', 'two is number 2', 'three is number 3'],
    peerSees: ['1 one', '2 two', '3 three'],
  },
  {
    title: 'datagrams of UDP',
    name: 'udp',
    sees: ['sent'],
    peerSees: ['1 one', '2 two', '3 three'],
  },
  {
    title: 'datagrams by a name of a file',
    name: 'datagrams',
    sees: ['sent'],
    peerSees: ['1 one', '2 two', '3 three'],
  },
]);
