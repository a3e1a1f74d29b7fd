import { isIP } from 'node:net';
import { canonicalHostName, isHostName } from '../config/host-name.js';
import { OperatorError } from '../support/operator-error.js';
import type { CliOption } from './cli-option.js';
import type { Draft } from './draft.js';

const help = '--help explains the options';

/** The names that a resolver in the world knows. */
export const dnsOption: CliOption = {
  flags: '--dns <name=address,...>',
  help:
    'run a resolver in the world that knows this name (*: every name) and no others; ' +
    'may be repeated',
  set: addName,
};

function addName(draft: Draft, value: string, option: string): void {
  const [, written = '', list = ''] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (!isHostName(written)) {
    const got = JSON.stringify(value);
    const expected = 'NAME=ADDRESS, as in db.example=127.0.0.1';
    throw new OperatorError(`${option}: expected ${expected}, got ${got}`, help);
  }
  const addresses = list.split(',');
  for (const address of addresses) requireAddress(option, address);
  const name = canonicalHostName(written);
  const known = draft.fields.dns === true ? {} : draft.fields.dns;
  if (known !== undefined && Object.hasOwn(known, name)) {
    const hint = `give all of its addresses at once: ${option} ${name}=ADDRESS,ADDRESS`;
    throw new OperatorError(`${option}: the name "${name}" is given twice`, hint);
  }
  draft.fields.dns = { ...known, [name]: addresses };
}

function requireAddress(option: string, address: string): void {
  if (isIP(address) > 0 && !address.includes('%')) return;
  const got = JSON.stringify(address);
  throw new OperatorError(`${option}: expected an IP address, got ${got}`, help);
}
