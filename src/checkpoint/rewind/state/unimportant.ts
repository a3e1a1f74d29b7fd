/** Fields of what is saved that differ from round to round of a loop, and mean nothing. */
export const unimportant: ReadonlySet<string> = new Set([
  // Told by name, or only kept to come back.
  ...['file', 'identity', 'kept', 'isDropped', 'image', 'program', 'bornAgain', 'of', 'writing'],
  // Where a stream of TCP stands.
  ...['sendSequence', 'receiveSequence', 'timestamp', 'window', 'unacknowledged'],
  // Numbers of processes and of what belongs to them.
  ...['worldPid', 'worldTid', 'pid', 'session', 'lastPid', 'group', 'creator', 'irreversible'],
  // Files as the kernel keeps them, and when they were used.
  ...['inode', 'accessedNs', 'modifiedNs', 'changedNs'],
  // The kernel's own timers, of which the world's are none; the processor that all run on.
  ...['intervals', 'setting', 'processors'],
]);
