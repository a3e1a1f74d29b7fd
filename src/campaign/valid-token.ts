import { parseToken, type Token } from '../model/token.js';
import { OperatorError } from '../support/operator-error.js';
import type { Identity } from './identity.js';

/** @throws OperatorError when the token is none, or of something else */
export function validToken(text: string, identity: Identity): Token {
  const token = readToken(text);
  refuseForeign(token, identity);
  return token;
}

/** @throws OperatorError when the text is no token, or one of another version */
export function readToken(text: string): Token {
  const parsed = parseToken(text);
  if (parsed.kind === 'malformed')
    throw new OperatorError(`not a replay token: ${parsed.problem}`, 'copy it whole from a report');
  if (parsed.kind === 'unknown-version') {
    const message = `a token of version ${parsed.version}, which this program does not know`;
    throw new OperatorError(message, 'use the version of chokepoint that made it');
  }
  return parsed.token;
}

function refuseForeign(token: Token, identity: Identity): void {
  const [config, build] = [token.configDigest, token.buildId];
  if (config !== identity.configDigest) {
    const digests = `${config}, this is ${identity.configDigest}`;
    throw new OperatorError(
      `the token belongs to another configuration (${digests})`,
      'repeat the programs, their arguments and the faults of the exploration that made it',
    );
  }
  if (build !== identity.buildId) {
    const builds = `build ${build}, now ${identity.buildId}`;
    throw new OperatorError(
      `the program changed since the token was made (${builds})`,
      'explore again: choice points of another build may have other names',
    );
  }
}
