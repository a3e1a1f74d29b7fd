import { answerAt, receiveAt, receiving, sending, size } from './scene.js';
import type { Exchange, Scene } from './scene.js';

/** A question and its answer. */
export function request(scene: Scene): Exchange {
  const { client, server } = scene;
  const [there, back] = [size(client), size(server)];
  const sure = client.name === 'sut' && client.random.chance(15) ? [`expect ${back}`] : [];
  return {
    client: [sending(client, there), receiving(client), ...sure],
    server: [receiveAt(scene), answerAt(scene, back)],
  };
}
