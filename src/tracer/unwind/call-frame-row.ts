/** Where the value of a register of the caller is to be found (DWARF 5, section 6.4.1). */
export type RegisterRule =
  | { readonly kind: 'undefined' }
  | { readonly kind: 'same' }
  /** Saved at CFA + offset. */
  | { readonly kind: 'offset'; readonly offset: number }
  /** Is CFA + offset. */
  | { readonly kind: 'val-offset'; readonly offset: number }
  | { readonly kind: 'register'; readonly register: number }
  /** Saved at the address that the expression gives. */
  | { readonly kind: 'expression'; readonly expression: Buffer }
  /** Is what the expression gives. */
  | { readonly kind: 'val-expression'; readonly expression: Buffer };

/** How to compute the canonical frame address: the caller's rsp, before its call pushed. */
export type CfaRule =
  | { readonly kind: 'register'; readonly register: number; readonly offset: number }
  | { readonly kind: 'expression'; readonly expression: Buffer };

/** The unwinding rules at one pc. */
export interface CallFrameRow {
  readonly cfa: CfaRule;
  /** By DWARF register number; a register that is not in it keeps its value. */
  readonly rules: ReadonlyMap<number, RegisterRule>;
  readonly isSignalFrame: boolean;
}
