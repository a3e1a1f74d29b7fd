interface Owned {
  /** Absolute, with no symbolic link on the way. */
  readonly path: string;
  /** Permission bits only. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A file of the guest and where it comes from. */
export type GuestEntry =
  | (Owned & { readonly kind: 'directory' })
  | (Owned & { readonly kind: 'file'; readonly source: string })
  | (Owned & { readonly kind: 'symlink'; readonly target: string })
  | (Owned & { readonly kind: 'device'; readonly major: number; readonly minor: number });
