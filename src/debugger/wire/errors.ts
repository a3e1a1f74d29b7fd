/** What is answered to what cannot be done, with the number of an errno that says why. */
export const failure = {
  noThread: 'E03',
  noMemory: 'E0e',
  badRequest: 'E16',
  noRoom: 'E1c',
} as const;

export const done = 'OK';
/** The answer to what is not known here: gdb does it another way then, or not at all. */
export const unknown = '';
