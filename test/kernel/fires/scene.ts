/** What the program can tell of a call after each outcome: what follows the name of the call. */
type Sees = Readonly<Record<string, string>>;

/** A scene of fixtures/outcomes/scenes.c, which is explored with each of its calls. */
export interface Scene {
  readonly name: string;
  /** Of the catalogue, of which this scene shows outcomes. */
  readonly of: readonly string[];
  readonly protocol: 'tcp' | 'udp' | 'unix';
  readonly made: readonly string[];
  /** Where faults are looked at, if the library makes the calls. */
  readonly at?: string;
  /** By outcome; `ok` is the path without a fault. All that are offered must be there. */
  readonly sees: Sees;
}

export const receiving = 'recv/recvfrom/recvmsg/read/readv';
export const sending = 'send/sendto/sendmsg/write/writev';
export const several = 'sendmmsg/recvmmsg';
