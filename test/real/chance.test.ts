import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { program, runOnce } from '../kernel/explore-fixture.js';
import { tracingEngines } from '../kernel/same-outputs.js';

const source = `
import os, random, secrets, socket, tempfile, uuid
print(secrets.token_hex(8), random.random(), uuid.uuid4(), os.getpid(), hash("text"))
print(tempfile.mkdtemp())
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
print(server.getsockname(), client.getsockname())
`;

/** Programs that use chance, each its own way. */
const programs = [
  ['/usr/bin/python3', '-c', source],
  ['/usr/bin/openssl', 'rand', '-hex', '16'],
  ['/usr/bin/openssl', 'genpkey', '-algorithm', 'ed25519'],
  ['/usr/bin/curl', '-s', '-o', '/dev/null', '-w', '%{local_port}', 'http://127.0.0.1:8080/'],
  ['/usr/bin/perl', '-e', 'print rand, " ", join(" ", keys %ENV), "\\n"'],
  ['/bin/mktemp', '-u'],
];

const python = '/usr/bin/python3';
const server = program('peer', [python, '-m', 'http.server', '--bind', '127.0.0.1', '8080']);
const peers = [{ ...server, ready: { kind: 'port', port: 8080 } as const }];

/** Only one of them talks to somebody; the others need not wait for Python to start. */
function peersOf([file = '']: readonly string[]): typeof peers {
  return file.endsWith('curl') ? peers : [];
}

describe.each(programs)('%s %s', (...command) => {
  const isThere = [command[0] ?? '', python].every((file) => existsSync(file));

  it.skipIf(!isThere)('says the same in each run, but not with another seed', async () => {
    const said = [];
    for (const engine of tracingEngines)
      for (const seed of [0, 0, 1])
        said.push((await runOnce(command, { engine, seed, peers: peersOf(command) })).stdout);
    const [once, again, otherwise, ...replayed] = said;
    expect(once).not.toBe('');
    expect(again).toBe(once);
    expect(replayed).toEqual([once, once, otherwise]);
    // The port of a socket depends on no seed.
    if (command[0]?.endsWith('curl') !== true) expect(otherwise).not.toBe(once);
  });
});
