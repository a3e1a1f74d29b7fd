import { request } from './request.js';
import { answerAt, receiveAt, sending, size } from './scene.js';
import type { Exchange, MakeExchange, Scene } from './scene.js';
import { onStreams } from './stream-exchanges.js';
import { makeSocket, nowhere } from './transport.js';

const anywhere: readonly MakeExchange[] = [
  request,
  request,
  request,
  inBlock,
  polled,
  watched,
  tried,
  limited,
  doubled,
  twoAnswers,
  refused,
  options,
];

/** One of the exchanges after which the connection is as before. */
export function exchange(scene: Scene): Exchange {
  const { random } = scene.client;
  const streamOnly = scene.transport.type === 'stream' && random.chance(35);
  return random.pick(streamOnly ? onStreams : anywhere)(scene);
}

function inBlock(scene: Scene): Exchange {
  const { client, server } = request(scene);
  const block = scene.client.random.pick(['fork', 'thread']);
  const end = block === 'fork' ? ['exit 0'] : [];
  if (scene.client.random.chance(50)) return { client: [block, ...client, ...end, 'end'], server };
  // What a child of the server learns of the sender, the server does not know.
  return { client, server: ['thread', ...server, 'end'] };
}

function polled(scene: Scene): Exchange {
  const { client, server } = request(scene);
  const [first = '', ...rest] = client;
  const limit = scene.client.mayWait ? 2 : 0;
  return { client: [`poll 1 ${limit}`, first, 'poll 1 -1', ...rest], server };
}

function watched(scene: Scene): Exchange {
  const { client, server } = request(scene);
  const [first = '', ...rest] = client;
  const set = scene.client.freshSlot();
  const mode = scene.client.random.pick(['level', 'edge', 'one-shot']);
  const watch = [`epoll ${set}`, `epoll-add ${set} 1 ${mode}`, `epoll-wait ${set} 0`];
  const after = [`epoll-wait ${set} 0`, `close ${set}`];
  return { client: [...watch, first, `epoll-wait ${set} -1`, ...rest, ...after], server };
}

/** Without waiting there is nothing to be had yet. */
function tried(scene: Scene): Exchange {
  const { client, server } = request(scene);
  return { client: ['nonblock 1 1', 'try-recv 1 9', 'nonblock 1 0', ...client], server };
}

function limited(scene: Scene): Exchange {
  if (!scene.client.mayWait) return tried(scene);
  const { client, server } = request(scene);
  return { client: ['receive-limit 1 2', 'try-recv 1 9', 'receive-limit 1 0', ...client], server };
}

function doubled(scene: Scene): Exchange {
  const { client, server } = request(scene);
  const copy = scene.client.freshSlot();
  return { client: [`dup 1 ${copy}`, ...client, `close ${copy}`], server };
}

/** Both wait in the client's queue; a stream does not tell where the first one ends. */
function twoAnswers(scene: Scene): Exchange {
  const { client, server } = scene;
  const [one, two] = [size(server), size(server)];
  const separate = scene.transport.type !== 'stream';
  const taken = separate ? ['recv 1 9000', 'recv 1 9000'] : [`recv 1 ${one + two} all`];
  return {
    client: [sending(client, 4), ...taken],
    server: [receiveAt(scene), answerAt(scene, one), answerAt(scene, two)],
  };
}

function refused({ transport, client }: Scene): Exchange {
  const slot = client.freshSlot();
  const dgram = transport.type === 'dgram' && transport.family !== 'u';
  const silence = dgram ? [`try-send ${slot} 3`, `try-recv ${slot} 9 n`] : [];
  const attempt = [makeSocket(slot, transport), `try-connect ${slot} ${nowhere(transport)}`];
  return { client: [...attempt, ...silence, `close ${slot}`], server: [] };
}

function options(scene: Scene): Exchange {
  const { client, server } = request(scene);
  const name = scene.client.random.pick(['keepalive', 'rcvbuf', 'priority', 'nodelay', 'idle']);
  const set = `option 1 ${name} ${scene.client.random.between(1, 5)}`;
  return { client: [set, ...client, `get-option 1 ${name}`], server };
}
