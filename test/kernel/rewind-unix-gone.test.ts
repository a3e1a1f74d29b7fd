import { ring } from './rewind-ring.js';

const talk = ['there', 'back'];

ring('unix-gone', [
  {
    title: 'a connection whose listener and name are gone',
    name: 'removed',
    sees: ['/tmp as it was', 'ENOENT', '/tmp/meeting /tmp/meeting', ...talk],
  },
  { title: 'a file where the name was', name: 'occupied', sees: ['text', ...talk] },
  { title: 'another listener of that name', name: 'successor', sees: ['EAGAIN', ...talk, 'ok'] },
  {
    title: 'a listener that has lost its name',
    name: 'nameless-listener',
    sees: ['ENOENT', 'EAGAIN', ...talk],
  },
  {
    title: 'last words and an error of a server that is gone',
    name: 'orphan',
    sees: ['legacy', 'ECONNRESET', '(end)'],
  },
  { title: 'a name below the directory', name: 'relative', sees: ['here here', ...talk] },
  {
    title: 'a name below another directory',
    name: 'left',
    sees: talk,
    mayBeRefused: /a UNIX socket whose file has another name/,
  },
  { title: 'who connected and who listened', name: 'between', sees: ['child', 'parent', '!'] },
]);
