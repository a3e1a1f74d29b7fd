import { describe, it } from 'vitest';
import { fixtures } from './explore.js';
import { expectGoldenTable } from './golden.js';

const needs = ['nc.openbsd', 'nc.traditional'];
const stdin = `${fixtures}/greeting.txt`;

/** Each netcat talks to the other one; `-N` and `-q 0` end the connection after the greeting. */
describe('netcat', () => {
  it('of OpenBSD as a client', async (context) => {
    await expectGoldenTable(context, {
      name: 'netcat-openbsd-client',
      needs,
      config: {
        sut: { command: 'nc.openbsd -n -N 127.0.0.1 7001', stdin },
        peers: [{ command: 'nc.traditional -n -l -p 7001', ready: { port: 7001 } }],
      },
    });
  });

  it('of OpenBSD as a listener', async (context) => {
    await expectGoldenTable(context, {
      name: 'netcat-openbsd-listener',
      needs,
      config: {
        sut: { command: 'nc.openbsd -n -k -l 127.0.0.1 7002', ready: { port: 7002 } },
        drivers: [{ command: 'nc.traditional -n -q 0 127.0.0.1 7002', stdin }],
      },
    });
  });

  it('traditional as a client', async (context) => {
    await expectGoldenTable(context, {
      name: 'netcat-traditional-client',
      needs,
      config: {
        sut: { command: 'nc.traditional -n -q 0 127.0.0.1 7003', stdin },
        peers: [{ command: 'nc.openbsd -n -l 127.0.0.1 7003', ready: { port: 7003 } }],
      },
    });
  });

  it('traditional as a listener', async (context) => {
    await expectGoldenTable(context, {
      name: 'netcat-traditional-listener',
      needs,
      config: {
        sut: { command: 'nc.traditional -n -l -s 127.0.0.1 -p 7004', ready: { port: 7004 } },
        drivers: [{ command: 'nc.openbsd -n -N 127.0.0.1 7004', stdin }],
      },
    });
  });

  it('of busybox, a static program', async (context) => {
    await expectGoldenTable(context, {
      name: 'busybox-nc',
      needs: ['busybox', 'nc.openbsd'],
      config: {
        sut: { command: 'busybox nc 127.0.0.1 7005', stdin },
        peers: [{ command: 'nc.openbsd -n -N -l 127.0.0.1 7005', ready: { port: 7005 } }],
      },
    });
  });
});
