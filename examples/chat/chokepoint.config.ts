import { defineConfig } from 'chokepoint';

// To be found: a line that cannot be sent to a user leaves everybody waiting.
export default defineConfig({
  sut: { command: ['./bin/server', '6667'], ready: { port: 6667 } },
  drivers: [{ command: './bin/client 127.0.0.1 6667' }],
  limits: { noProgressMs: 500 },
});
