import { defineConfig } from 'chokepoint';

// To be found: the second failure in a row. One alone, which is all that is tried without
// `persistence`, is survived.
export default defineConfig({
  sut: { command: ['./bin/client', '127.0.0.1', '7100'] },
  peers: [{ command: './bin/server 7100', ready: { port: 7100 } }],
  faults: {
    rules: [
      { call: 'connect', outcomes: ['ECONNREFUSED'], persistence: { times: 2 } },
      { call: 'recv', outcomes: ['ECONNRESET'], persistence: { times: 2 } },
    ],
  },
  limits: { maxFaults: 1 },
});
