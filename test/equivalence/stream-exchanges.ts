import { request } from './request.js';
import { answerAt, receiveAt, receiving, sending } from './scene.js';
import type { Exchange, MakeExchange, Scene } from './scene.js';
import { clientSetup } from './transport.js';

/** What only a stream allows: a recv(2) need not take what a send(2) gave. */
export const onStreams: readonly MakeExchange[] = [inPieces, peeked, reconnected, twoRequests];

function inPieces(scene: Scene): Exchange {
  const { client, server } = scene;
  return {
    client: [sending(client, 6), 'recv 1 3', receiving(client)],
    server: [receiveAt(scene), answerAt(scene, server.random.between(10, 2000))],
  };
}

function peeked(scene: Scene): Exchange {
  const { client, server } = request(scene);
  return { client: client.toSpliced(1, 0, 'recv 1 9 peek'), server };
}

function reconnected({ transport }: Scene): Exchange {
  return {
    client: ['close 1', ...clientSetup(transport)],
    server: ['try-recv 1 9000', 'close 1', 'accept 0 1'],
  };
}

/**
 * What the server does not expect. A server that is explored would already wait in recv(2) when
 * the second request comes: whether it still gets the first one alone is a matter of luck.
 */
function twoRequests(scene: Scene): Exchange {
  const { client, server } = request(scene);
  if (scene.server.name === 'sut') return { client, server };
  return { client: [sending(scene.client, 3), ...client], server };
}
