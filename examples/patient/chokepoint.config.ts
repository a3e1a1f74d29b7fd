import { defineConfig } from 'chokepoint';

// Nothing is to be found. However many faults may happen, the exploration comes to its end: the
// client is soon in a state in which it was before.
export default defineConfig({
  sut: { command: ['./bin/client', '127.0.0.1', '7200', 'counting'] },
  peers: [{ command: './bin/server 7200', ready: { port: 7200 } }],
  states: { ignore: ['failures'] },
  limits: { maxFaults: 1000 },
});
