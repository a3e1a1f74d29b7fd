import { expect, it } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { ProgramObject } from '../../src/config/program-schema.js';
import { explore, fixtures } from './explore.js';
import { isInstalled } from './golden.js';

const python = '/usr/bin/python3';
const site = (port: number): string => `curl -sSf http://127.0.0.1:${String(port)}/index.html`;

function server(command: ProgramObject['command'], port: number): ProgramObject {
  return { command, cwd: fixtures, ready: { port } };
}

interface RealServer {
  readonly needs: readonly string[];
  readonly config: UserConfig;
}

const servers: Readonly<Record<string, RealServer>> = {
  redis: {
    needs: ['redis-server', 'redis-cli'],
    config: {
      sut: server('redis-server --port 6379 --bind 127.0.0.1 --save "" --appendonly no', 6379),
      drivers: ['redis-cli -p 6379 SET key value'],
    },
  },
  lighttpd: {
    needs: ['lighttpd', 'curl'],
    config: { sut: server('lighttpd -D -f lighttpd.conf', 8080), drivers: [site(8080)] },
  },
  'nginx, master and worker': {
    needs: ['nginx', 'curl'],
    config: {
      sut: server(`nginx -p ${fixtures} -c nginx.conf`, 8083),
      drivers: [site(8083)],
      stop: { signal: 'SIGQUIT' },
    },
  },
  'http.server of Python': {
    needs: [python, 'curl'],
    config: {
      sut: server(`${python} -I -u -m http.server --bind 127.0.0.1 --directory www 8081`, 8081),
      drivers: [site(8081)],
    },
  },
  'http of Node.js': {
    needs: ['curl'],
    config: { sut: server([process.execPath, 'serve.js'], 8090), drivers: [site(8090)] },
  },
};

/** These have met worse than what a few paths can bring. */
it.for(Object.entries(servers))('%s survives', async ([, { needs, config }], context) => {
  const missing = needs.filter((needed) => !isInstalled(needed));
  context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);
  const report = await explore({ ...config, limits: { maxPaths: 4 } });
  expect(report.defects).toEqual([]);
  expect(report.summary.paths).toBe(4);
  const probed = report.paths.filter(({ exits }) => Object.keys(exits).length === 3);
  expect(probed.length).toBeGreaterThan(1);
  for (const { exits } of probed) expect(Object.values(exits)[2]).toBe('exit 0');
});
