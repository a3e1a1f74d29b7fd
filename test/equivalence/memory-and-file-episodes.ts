import type { Episode, MakeEpisode } from './episode.js';
import type { Side } from './side.js';

/** What a program keeps in memory and in files; listed twice is drawn twice as often. */
export const memoryAndFiles: readonly MakeEpisode[] = [
  memory,
  memory,
  protectedMemory,
  file,
  file,
  directory,
  randomNumbers,
];

function memory(side: Side): Episode {
  const { random } = side;
  const region = side.freshRegion();
  const size = random.pick([4, 12, 130, 600]);
  const kind = random.pick(['m', 'b', 'p', 's']);
  const change = `scribble ${region} ${random.below(200)}`;
  const ends = random.chance(50) ? [`give-memory ${region}`, 'sum 1'] : [];
  const grows = random.chance(40) ? [`grow-memory ${region}`] : [];
  return {
    begin: [`take-memory ${region} ${kind} ${size}`, `scribble ${region} 7`, 'sum 0'],
    finish: [...grows, change, 'sum 0', ...ends],
  };
}

/** Now and then it writes where it must not. */
function protectedMemory(side: Side): Episode {
  const region = side.freshRegion();
  const writable = side.random.chance(90) ? [`protect-memory ${region} 1`] : [];
  return {
    begin: [`take-memory ${region} p 16`, `protect-memory ${region} 0`],
    finish: ['sum 2', ...writable, `scribble ${region} 9`, 'sum 2'],
  };
}

function file(side: Side): Episode {
  const { random } = side;
  const slot = side.freshSlot();
  const name = side.freshFile();
  const end = random.pick([
    [`rename ${name} ${name}-new`, `size ${name}-new`],
    [`unlink ${name}`, `size ${name}`],
    [`truncate ${slot} 4`, `size ${name}`],
    [`seek ${slot} 2`, `recv ${slot} 8 read`, `close ${slot}`],
  ]);
  return {
    begin: [`file ${slot} ${name} ${random.pick(['write', 'append'])}`, `send ${slot} 20 w`],
    finish: [`send ${slot} ${random.between(2, 3000)} w`, `size ${name}`, ...end],
  };
}

function directory(side: Side): Episode {
  const name = side.freshFile();
  const slot = side.freshSlot();
  // Back again by `..`, which is where it came from only for a relative name.
  const visit = name.startsWith('/') ? [] : [`chdir ${name}`, 'size b', 'chdir ..'];
  return {
    begin: [`mkdir ${name}`, `file ${slot} ${name}/a write`, `send ${slot} 5 w`],
    finish: [
      `rename ${name}/a ${name}/b`,
      `size ${name}/a`,
      `size ${name}/b`,
      ...visit,
      'umask 18',
    ],
  };
}

function randomNumbers({ random }: Side): Episode {
  return { begin: ['random'], finish: ['random', `recurse ${random.between(5, 300)}`] };
}
