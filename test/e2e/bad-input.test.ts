import { symlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { Workspace } from './workspace.js';

const client = [example('alphabet/bin/client-ok'), '127.0.0.1', '5000'];
const server = `${example('alphabet/bin/server')} 5000`;
const readyMs = 300;

/** An ELF header of a 64-bit little-endian executable, for ARM (e_machine is 40). */
function armProgram(): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(40, 18);
  header.writeUInt32LE(1, 20);
  return header;
}

/** A configuration whose peers are given; the program is the alphabet client. */
function withPeers(workspace: Workspace, peers: readonly unknown[]): readonly string[] {
  const config = { sut: { command: client }, peers, limits: { readyMs } };
  workspace.write('peers.json', JSON.stringify(config));
  return ['-c', 'peers.json'];
}

interface Case {
  readonly name: string;
  readonly words: (workspace: Workspace) => readonly string[];
  readonly message: RegExp;
  readonly hint: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'an unknown option',
    words: () => ['--max-fault', '1', '--', ...client],
    message: /^unknown option '--max-fault'$/,
    hint: /^did you mean --max-faults\?$/,
  },
  {
    name: 'a configuration with a wrong value: its place and what was expected',
    words: (workspace) => {
      workspace.write('bad.json', '{ "sut": "true", "limits": { "maxFaults": "two" } }');
      return ['-c', 'bad.json'];
    },
    message: /bad\.json is not a valid configuration:\n.*limits\.maxFaults: expected .*"two"$/s,
    hint: /./,
  },
  {
    name: 'a strategy that is none, in a configuration',
    words: (workspace) => {
      workspace.write('order.json', '{ "sut": "true", "strategy": "fewest-fault" }');
      return ['-c', 'order.json'];
    },
    message: /order\.json is not .*strategy: expected "fewest-faults", .* \(did you mean "f/s,
    hint: /docs\/MANUAL\.md/,
  },
  {
    name: 'a strategy that is none',
    words: () => ['--strategy', 'randon', '--', ...client],
    message:
      /^--strategy: expected one of fewest-faults, .*, got "randon" \(did you mean "random"\?/,
    hint: /--help/,
  },
  {
    name: 'a bound that no path can reach',
    words: () => ['--max-faults', '1', '--max-faults-per-site', '2', '--', ...client],
    message: /^limits\.maxFaultsPerSite: 2 faults are never reached, as a path has at most 1 /,
    hint: /raise --max-faults, or lower --max-faults-per-site/,
  },
  {
    name: 'a moment that is no date',
    words: () => ['--epoch', 'yesterday', '--', ...client],
    message: /^--epoch: expected a date such as "2026-01-31" .*, got "yesterday"$/,
    hint: /--help/,
  },
  {
    name: 'a seed that is too large',
    words: () => ['--seed', '4294967296', '--', ...client],
    message: /^--seed: expected a whole number of at least 0 and at most 4294967295, got "4294/,
    hint: /--help/,
  },
  {
    name: 'a configuration with a moment that is no date',
    words: (workspace) => {
      workspace.write('when.json', '{ "sut": "true", "epoch": "2026-02-31" }');
      return ['-c', 'when.json'];
    },
    message: /when\.json is not a valid configuration:\n.*epoch: expected a date such as .*31"$/s,
    hint: /./,
  },
  {
    name: 'a configuration with a syntax error: file, line and column',
    words: (workspace) => {
      workspace.write('torn.config.ts', 'export default {\n  sut: [,\n');
      return ['-c', 'torn.config.ts'];
    },
    message: /^the configuration cannot be loaded: .*torn\.config\.ts:\d+:\d+: /,
    hint: /./,
  },
  {
    name: 'a missing program',
    words: () => ['--', './nowhere'],
    message: /^sut: ".*\/nowhere" does not exist$/,
    hint: /build it/,
  },
  {
    name: 'a program that is not executable',
    words: (workspace) => ['--', workspace.write('plain', '#!/bin/sh\n')],
    message: /^sut: ".*\/plain" is not executable$/,
    hint: /^chmod \+x /,
  },
  {
    name: 'a program for another processor',
    words: (workspace) => ['--', workspace.write('arm', armProgram(), 0o755)],
    message: /^sut: ".*\/arm" is built for .*ARM/i,
    hint: /x86-64/,
  },
  {
    name: 'a peer that never gets ready',
    words: (workspace) => {
      return withPeers(workspace, [{ command: 'sleep 60', ready: { port: 5000 } }]);
    },
    message: /^peer "?sleep"? was not ready after 300 ms/,
    hint: /--ready port:N/,
  },
  {
    name: 'a peer whose port is taken inside the world',
    words: (workspace) => withPeers(workspace, [{ command: server, name: 'first' }, server]),
    message: /^peer .*server.* ended before it was ready\nits output:\n {4}.*Address already in/,
    hint: /run the peer by hand/,
  },
  {
    name: 'a name that is none',
    words: () => ['--dns', '-db.example=127.0.0.1', '--', ...client],
    message: /^--dns: expected NAME=ADDRESS, as in db\.example=127\.0\.0\.1, got "-db/,
    hint: /./,
  },
  {
    name: 'an address that is none',
    words: () => ['--dns', 'db.example=127.0.0.1,localhost', '--', ...client],
    message: /^--dns: expected an IP address, got "localhost"$/,
    hint: /./,
  },
  {
    name: 'a name that is given twice',
    words: () => ['--dns', 'db=127.0.0.1', '--dns', 'DB.=127.0.0.2', '--', ...client],
    message: /^--dns: the name "db" is given twice$/,
    hint: /--dns db=ADDRESS,ADDRESS/,
  },
  {
    name: 'names in a configuration that are none, and addresses',
    words: (workspace) => {
      const dns = { 'a..b': ['127.0.0.1'], db: ['127.0.0.256'], mail: [] };
      workspace.write('dns.json', JSON.stringify({ sut: { command: client }, dns }));
      return ['-c', 'dns.json'];
    },
    message: /dns\["a\.\.b"\]: expected a name such .*dns\.db\[0\]: expected an IP .*dns\.mail: /s,
    hint: /docs\/MANUAL\.md/,
  },
  {
    name: 'a resolver outside of a world',
    words: () => ['--dns', 'db=127.0.0.1', '--unsealed', '--', ...client],
    message: /^dns: an unsealed world has the network of this machine$/,
    hint: /leave out dns \(--dns\), or --unsealed/,
  },
  {
    name: 'a resolver beside a name server',
    words: (workspace) => {
      const peers = [{ command: 'sleep 60', ready: { port: 53 } }];
      const config = { sut: { command: client }, peers, dns: true };
      workspace.write('two.json', JSON.stringify(config));
      return ['-c', 'two.json'];
    },
    message: /^dns: port 53 cannot be both that of the resolver and of "sleep"$/,
    hint: /the name server of your own/,
  },
  {
    name: 'nothing to resume',
    words: () => ['--resume', ...configOf('alphabet/ok')],
    message: /^There is nothing to resume: .* holds no journal\.$/,
    hint: /without --resume first/,
  },
];

it.each(cases)('$name', async ({ words, message, hint }) => {
  using workspace = new Workspace();
  const { code, out, err } = await workspace.run(['explore', ...words(workspace)]);
  const [, said = '', advice = ''] = /^chokepoint: (.*)\n {2}hint: (.*)\n$/s.exec(err) ?? [err];
  expect(said, err).toMatch(message);
  expect(advice).toMatch(hint);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(workspace.journals()).toEqual([]);
  await workspace.expectNothingLeft();
});

it('a PATH that leads through what cannot be looked into is no obstacle', async () => {
  using workspace = new Workspace();
  symlinkSync('loop', workspace.file('loop'));
  const path = `${workspace.file('loop')}:${process.env['PATH'] ?? ''}`;
  const { code, err } = await workspace.run(['explore', '--', 'true'], { PATH: path });
  expect(err).toMatch(/^chokepoint: the program made no network call/);
  expect(code).toBe(4);
});
