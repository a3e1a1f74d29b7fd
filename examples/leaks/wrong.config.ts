import { defineConfig } from 'chokepoint';

// To be found: what a lost client said is said to the next one.
export default defineConfig({
  sut: { command: './bin/server 7200 wrong', ready: { port: 7200 } },
  drivers: [{ command: './bin/client 127.0.0.1 7200 one' }],
  limits: { maxFaults: 1 },
});
