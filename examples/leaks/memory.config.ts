import { defineConfig } from 'chokepoint';

// To be found: each client that is lost leaves a buffer behind.
export default defineConfig({
  sut: { command: './bin/server 7200 memory', ready: { port: 7200 } },
  drivers: [{ command: './bin/client 127.0.0.1 7200 one' }],
  limits: { maxFaults: 1 },
});
