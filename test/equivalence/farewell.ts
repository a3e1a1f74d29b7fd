import { size, type Exchange, type Scene } from './scene.js';

/** The end of a connection. */
export function farewell(scene: Scene): Exchange {
  const { random } = scene.client;
  if (scene.transport.type === 'dgram') return { client: ['close 1'], server: [] };
  return random.pick([goodbye, goodbye, halfClosed, abandoned, reset])(scene);
}

function goodbye(): Exchange {
  return { client: ['close 1'], server: ['try-recv 1 9000', 'close 1'] };
}

function halfClosed({ server }: Scene): Exchange {
  return {
    client: ['shutdown 1 1', 'recv 1 9000', 'try-recv 1 9000', 'close 1'],
    server: ['try-recv 1 9000', `send 1 ${size(server)}`, 'close 1'],
  };
}

/** The server leaves first. */
function abandoned({ client }: Scene): Exchange {
  const how = client.random.pick(['m', 'w']);
  return {
    client: [
      'send 1 5',
      'try-recv 1 9000',
      `try-send 1 4 ${how}`,
      `try-send 1 4 ${how}`,
      'close 1',
    ],
    server: ['recv 1 9000', 'close 1'],
  };
}

/** What was not read when a connection is closed, resets it. */
function reset(): Exchange {
  return { client: ['send 1 50', 'try-recv 1 9000', 'close 1'], server: ['recv 1 9', 'close 1'] };
}
