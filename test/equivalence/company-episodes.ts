import type { Episode, MakeEpisode } from './episode.js';
import type { Side } from './side.js';

/** Threads and processes beside the main one. */
export const company: readonly MakeEpisode[] = [workerThread, workerChild, forked, spawned];

function workerThread(side: Side): Episode {
  return worker('thread', side);
}

function workerChild(side: Side): Episode {
  return worker('child', side);
}

function forked({ random }: Side): Episode {
  const block = random.pick(['fork', 'thread']);
  const inner = ['random', 'scribble 0 3', 'sum 4', 'recurse 20'];
  const end = block === 'fork' && random.chance(70) ? [`exit ${random.below(9)}`] : [];
  return { begin: ['random'], finish: [block, ...inner, ...end, 'end', 'random', 'sum 4'] };
}

function spawned({ random }: Side): Episode {
  return { begin: [], finish: [`spawn ${random.below(9)}`] };
}

function worker(kind: 'thread' | 'child', side: Side): Episode {
  const own = side.freshWorker();
  const dismissed = side.random.chance(60) ? [`dismiss ${own}`] : [];
  return {
    begin: [`worker-${kind} ${own}`, `ask ${own} 4`],
    finish: [`ask ${own} 5`, `ask ${own} 5`, ...dismissed],
  };
}
