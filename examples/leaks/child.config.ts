import { defineConfig } from 'chokepoint';

// To be found: each client that is lost leaves a child that nobody waits for.
export default defineConfig({
  sut: { command: './bin/server 7200 child', ready: { port: 7200 } },
  drivers: [{ command: './bin/client 127.0.0.1 7200 one' }],
  limits: { maxFaults: 1 },
});
