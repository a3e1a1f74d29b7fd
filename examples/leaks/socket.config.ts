import { defineConfig } from 'chokepoint';

// To be found: each client that is lost leaves a socket open.
export default defineConfig({
  sut: { command: './bin/server 7200 socket', ready: { port: 7200 } },
  drivers: [{ command: './bin/client 127.0.0.1 7200 one' }],
  limits: { maxFaults: 1 },
});
