import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryIds, faultCatalogue } from '../../../src/support/fault-catalogue.js';
import { Workbench } from '../workbench.js';
import { otherScenes } from './other-scenes.js';
import { receivingScenes } from './receiving-scenes.js';
import { SceneExplorer } from './scene-explorer.js';
import type { Scene } from './scene.js';
import { sendingScenes } from './sending-scenes.js';

const bench = new Workbench();
let explorer: SceneExplorer;
beforeAll(async () => {
  explorer = await SceneExplorer.open(bench);
});
afterAll(async () => {
  await explorer[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

const scenes = [...receivingScenes, ...sendingScenes, ...otherScenes];
const rows = scenes.flatMap((scene) =>
  scene.made.map((call) => [scene.name, call, scene] as const),
);

/** What the catalogue has of a call: its name there, and the outcome. */
const entries = faultCatalogue()
  .filter(({ tier }) => tier === 1)
  .flatMap((entry) => entryIds(entry, ['1']).map((id) => [entry.call, id, entry.proto] as const));

function has({ of, sees, protocol }: Scene, [call, id, proto]: (typeof entries)[number]): boolean {
  const isThere = of.includes(call) && id in sees;
  return isThere && (proto === 'any' || proto.split(',').includes(protocol));
}

describe('what happens is felt by the program, and told in the account:', () => {
  test.each(rows)('%s, %s', async (name, call, scene) => {
    const { played, fired } = await explorer.explore(name, call);
    const felt = played.filter((one) => ['', scene.at ?? one.call].includes(one.call));
    const lines = felt.map(({ outcome, printed }) => [outcome || 'ok', printed] as const);
    const expected = Object.entries(scene.sees).map(([id, line]) => [id, `${call} ${line}\n`]);
    expect(Object.fromEntries(lines)).toEqual(Object.fromEntries(expected));
    const asked = entries.filter((entry) => has(scene, entry));
    const silent = asked.filter(([where, id]) => (fired.get(`${where} ${id}`) ?? 0) === 0);
    expect([asked.length > 0, silent]).toEqual([true, []]);
  });
});

/** Where an entry of the catalogue is shown to fire, if not in a scene. */
const elsewhere: Readonly<Record<string, string>> = {
  'poll/select/epoll_wait': 'waits have tests of their own',
  getaddrinfo: 'no system call: the scene `names` has what stands for it',
  'getsockopt(SO_ERROR) so_error-ECONNREFUSED':
    'chosen at connect, in the scene `connect-at-once`; if bare, see outcomes.test.ts',
};

test.each(entries)('the catalogue: %s, %s, fires with %s', (call, id, proto) => {
  const protocols = proto === 'any' ? [proto] : proto.split(',');
  const isShown = (protocol: string): boolean =>
    scenes.some((scene) => has(scene, [call, id, protocol]));
  const reason = elsewhere[call] ?? elsewhere[`${call} ${id}`];
  if (reason === undefined) expect(protocols.filter((one) => !isShown(one))).toEqual([]);
});
