import { fstatSync } from 'node:fs';
import { access, openPipeEnd, pipeCapacity } from '../../../../kernel/pipe.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { groupBy } from '../../../../support/group-by.js';
import { refuse } from '../../refusal.js';
import type { Family, Returning, Taken } from '../family.js';
import { PipeImage } from './pipe-image.js';

const accessMode = 3;

interface State {
  readonly image: PipeImage;
  /** Which end it is: O_RDONLY, O_WRONLY or O_RDWR. */
  readonly mode: number;
}

/** Pipes (pipe(7)) and named ones (fifo(7)): the ends, and what lies between. */
export const pipe: Family<State> = {
  name: 'pipe',

  claims: ({ file: { target }, copy }) =>
    target.startsWith('pipe:') || (target.startsWith('/') && pipeCapacity(copy) !== undefined),

  capture: (taken) => {
    const images = new Map<string, PipeImage>();
    for (const [key, ends] of groupBy(taken, keyOf)) {
      const reader = ends.find(({ file }) => modeOf({ file }) !== access.write);
      images.set(key, PipeImage.capture(key, ends[0].copy, reader?.copy));
    }
    return taken.map((end) => {
      const image = images.get(keyOf(end));
      if (image === undefined) refuse('a pipe that comes and goes');
      return { image, mode: modeOf(end) };
    });
  },

  isSame: (_saved, { image, mode }, now) => modeOf(now) === mode && keyOf(now) === image.key,

  make: ({ image, mode }) => makeEnd(image, mode),

  restore: (returning) => {
    for (const [image, ends] of byImage(returning))
      image.restore(ends.find(({ saved }) => saved.state.mode !== access.write)?.copy);
  },

  drop: ({ image }) => {
    image[Symbol.dispose]();
  },
};

/** An end of a FIFO cannot be opened for writing while nobody reads. */
function makeEnd(image: PipeImage, mode: number): OwnedFd {
  using _both = mode === access.write ? openPipeEnd(image.handle, access.both) : undefined;
  return openPipeEnd(image.handle, mode) ?? refuse('a pipe that cannot be opened again');
}

function modeOf({ file }: Pick<Taken, 'file'>): number {
  return file.info.flags & accessMode;
}

/** The same for both ends. */
function keyOf({ file: { target }, copy }: Taken): string {
  if (target.startsWith('pipe:')) return target;
  const { dev, ino } = fstatSync(copy);
  return `${String(dev)}:${String(ino)}`;
}

function byImage(
  returning: readonly Returning<State>[],
): ReadonlyMap<PipeImage, readonly Returning<State>[]> {
  const pipes = new Map<PipeImage, Returning<State>[]>();
  for (const end of returning) {
    const { image } = end.saved.state;
    pipes.set(image, [...(pipes.get(image) ?? []), end]);
  }
  return pipes;
}
