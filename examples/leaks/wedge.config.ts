import { defineConfig } from 'chokepoint';

// To be found: after a client is lost the server lives, and serves nobody any more.
export default defineConfig({
  sut: { command: './bin/server 7200 wedge', ready: { port: 7200 } },
  drivers: [{ command: './bin/client 127.0.0.1 7200 one' }],
  limits: { maxFaults: 1 },
});
