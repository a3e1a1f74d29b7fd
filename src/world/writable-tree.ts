/** A mount whose contents must be the same at the start of every run. */
export interface Resettable {
  /** Where programs see it, as init knows that. */
  readonly seenAt: string;
  /** The tmpfs that holds what was written, as init sees it. */
  readonly store: string;
  readonly mount: () => void;
  readonly unmount: () => void;
  /** Inodes and blocks in use right after mounting. */
  clean: string;
  /** Another number whenever something has been mounted here. */
  age: number;
}

/** A directory on tmpfs that holds mounts: what is written there means building all anew. */
export interface Frame {
  readonly store: string;
  clean: string;
  readonly age: number;
}

/** A tree of files that programs can write to; paths are those that init knows. */
export interface WritableTree {
  /** Where programs see it. */
  readonly seenAt: string;
  /** Where that lies which was written: the same, or the upper directory of an overlay. */
  readonly written: string;
  /** What an overlay shows where nothing was written. */
  readonly lower: string | undefined;
  /** Changes when the tree has been replaced by a fresh one. */
  readonly age: number;
}

/** @param lowerOf where an overlay's lower directory lies */
export function writableTrees(
  mounts: readonly Resettable[],
  frames: readonly Frame[],
  lowerOf: (seenAt: string) => string,
): readonly WritableTree[] {
  const trees = mounts.map(({ store, seenAt, age }) =>
    store === seenAt
      ? { seenAt, written: store, lower: undefined, age }
      : { seenAt, written: `${store}/upper`, lower: lowerOf(seenAt), age },
  );
  const own = frames.filter(({ store }) => !mounts.some(({ seenAt }) => seenAt === store));
  const framed = own.map(({ store, age }) => ({
    seenAt: store,
    written: store,
    lower: undefined,
    age,
  }));
  return [...trees, ...framed];
}
