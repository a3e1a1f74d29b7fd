import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Nobody on this machine can guess it, and nothing of it shows in how long a wrong one takes. */
export class LiveToken {
  readonly text = randomBytes(24).toString('base64url');

  fits(given: string): boolean {
    return timingSafeEqual(digest(given), digest(this.text));
  }
}

/** Of equal length whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
