/** Exit codes of the command line (docs/MANUAL, "Exit codes"). */
export const exitCode = {
  clean: 0,
  defects: 1,
  usage: 2,
  budgetEnded: 3,
  noChoicePoint: 4,
  baselineFailed: 5,
  internal: 70,
  unsupported: 77,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Something that the user can change: shown as a message and a hint, without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(
    message: string,
    readonly hint: string,
    readonly code: ExitCode = exitCode.usage,
  ) {
    super(message);
  }
}
