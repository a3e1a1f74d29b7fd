import { defineConfig } from 'chokepoint';

// To be found: an accept that fails leaves a worker behind, and the server then never stops.
export default defineConfig({
  sut: { command: ['./bin/server', '7000'], ready: { port: 7000 } },
  drivers: [{ command: './bin/client 127.0.0.1 7000 one two' }],
  stop: { signal: 'SIGTERM', graceMs: 500 },
});
