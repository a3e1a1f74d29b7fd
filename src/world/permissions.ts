import { accessSync, constants, statSync } from 'node:fs';

interface Permissions {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * What a copy of a directory needs, so that programs of the world may do there what they may do
 * on the host. An ordinary user can own files only as itself: of a directory of somebody else,
 * the owner's rights become what this user has there.
 */
export function permissionsOf(path: string): Permissions {
  const { mode, uid, gid } = statSync(path);
  const [user, group] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
  if (user === 0 || uid === user) return { mode: mode & 0o7777, uid, gid };
  const { R_OK, W_OK, X_OK } = constants;
  const own = [R_OK, W_OK, X_OK].filter((right) => isAllowed(path, right));
  return { mode: (mode & 0o7077) | (own.reduce((a, b) => a | b, 0) << 6), uid: user, gid: group };
}

function isAllowed(path: string, right: number): boolean {
  try {
    accessSync(path, right);
    return true;
  } catch {
    return false;
  }
}
