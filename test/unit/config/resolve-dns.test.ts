import { expect, it } from 'vitest';
import type { UserConfig } from '../../../src/config/config-schema.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { resolveDns } from '../../../src/config/resolve-dns.js';

function resolved(dns: UserConfig['dns']): unknown {
  return resolveDns(parseConfig(dns === undefined ? {} : { dns }, 'x.config.ts'), []).dns;
}

it('is no resolver unless there is one', () => {
  expect(resolved(undefined)).toBeUndefined();
});

it('knows every name', () => {
  expect(resolved(true)).toEqual({ '*': ['127.0.0.1', '::1'] });
});

it('writes names as they are asked for', () => {
  const dns = { 'DB.Example.': ['127.0.0.1'], '*.x': ['::1', '10.0.0.1'], _sip: ['127.0.0.2'] };
  const names = { 'db.example': ['127.0.0.1'], '*.x': ['::1', '10.0.0.1'], _sip: ['127.0.0.2'] };
  expect(resolved(dns)).toEqual(names);
});

it('takes no name twice', () => {
  const dns = { db: ['127.0.0.1'], 'DB.': ['127.0.0.2'] };
  expect(() => resolved(dns)).toThrow(/the name "db" is given twice/);
});

it.each(['', '.', 'a..b', '-a', 'a-', 'a b', 'a.*', '**', `${'a'.repeat(64)}.b`])(
  'does not take %j for a name',
  (name) => {
    expect(() => resolved({ [name]: ['127.0.0.1'] })).toThrow(/expected a name such as/);
  },
);

it.each([['localhost'], ['127.1'], ['fe80::1%lo'], ['']])(
  'does not take %j for an address',
  (bad) => {
    expect(() => resolved({ db: [bad] })).toThrow(/expected an IP address/);
  },
);

it('takes nothing else', () => {
  const wrong: readonly unknown[] = [false, 'db', { db: '127.0.0.1' }, { db: [] }];
  for (const dns of wrong) expect(() => parseConfig({ dns }, 'x')).toThrow(/expected /);
});
