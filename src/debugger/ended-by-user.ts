/** gdb was told to kill the program. */
export class EndedByUser extends Error {
  override readonly name = 'EndedByUser';
}
