import { exchange } from './exchange.js';
import { farewell } from './farewell.js';
import { localEpisode } from './local-episode.js';
import { Random } from './random.js';
import type { Exchange, Scene } from './scene.js';
import { Side, type Script } from './side.js';
import { clientSetup, randomTransport, serverSetup } from './transport.js';

/** Two programs that talk to each other, and how the one under test is to be explored. */
export interface RandomProgram {
  readonly seed: number;
  readonly sutIs: 'client' | 'server';
  readonly client: Script;
  readonly server: Script;
  readonly preset: 'representative' | 'all';
  readonly strategy: 'depth-first' | 'breadth-first';
  readonly maxFaults: number;
}

export function randomProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const sutIs = random.pick<'client' | 'server'>(['client', 'client', 'server']);
  const scene: Scene = {
    transport: randomTransport(random),
    client: new Side(random, sutIs === 'client' ? 'sut' : 'driver', sutIs === 'client'),
    server: new Side(random, sutIs === 'client' ? 'peer' : 'sut', false),
  };
  const talk = Array.from({ length: random.between(1, 3) }, () => exchange(scene));
  const policy = randomPolicy(random);
  const scripts = assemble(scene, [...talk, farewell(scene)], sutIs === 'server');
  return {
    seed,
    sutIs,
    client: [...(sutIs === 'client' ? policy : []), ...scripts.client],
    server: [...(sutIs === 'server' ? policy : []), ...scripts.server],
    preset: random.chance(80) ? 'representative' : 'all',
    strategy: random.chance(80) ? 'depth-first' : 'breadth-first',
    maxFaults: random.chance(75) ? 1 : 2,
  };
}

/** Who goes on after a failure is likely to hang, and a hang is only told after a time. */
function randomPolicy(random: Random): Script {
  const careless = random.chance(12);
  if (careless) return ['policy carry-on'];
  return random.chance(25) ? ['policy try-again'] : [];
}

function assemble(
  { transport, client, server }: Scene,
  talk: readonly Exchange[],
  serverStays: boolean,
): Exchange {
  const { random } = client;
  const accept = transport.type === 'dgram' ? [] : ['accept 0 1'];
  const politely = random.chance(50);
  const before = serverStays && politely ? ['block 15 1'] : [];
  // Without a connection, a peer would not notice that the program under test has ended.
  const lasting = transport.type === 'dgram' ? ['recv 1 9000 from'] : [];
  const after = serverStays ? ['wait-signal 15', 'exit 0'] : lasting;
  const clientParts = [
    clientSetup(transport),
    ...talk.map((part) => trusting(client, part.client)),
  ];
  const serverParts = [serverSetup(transport), accept, ...talk.map((part) => part.server)];
  const end = ['sum 0', `exit ${random.chance(90) ? 0 : 1}`];
  return {
    client: [...interleaved(client, clientParts), ...end],
    server: [...before, ...interleaved(server, serverParts), ...after],
  };
}

/** Local episodes between the parts of a script; each spans some of them. */
function interleaved(side: Side, parts: readonly Script[]): Script {
  const { random } = side;
  const gaps = parts.map((part) => [part]);
  for (let count = random.between(0, 3); count > 0; count -= 1) {
    const { begin, finish } = localEpisode(side);
    const from = random.below(parts.length);
    gaps[from]?.unshift(begin);
    gaps[random.between(from, parts.length - 1)]?.push(finish);
  }
  return gaps.flat(2);
}

/** Some programs rely on what the environment did. */
function trusting({ random }: Side, part: Script): Script {
  return random.chance(15) ? [...part, 'trust'] : part;
}
