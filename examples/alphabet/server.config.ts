import { defineConfig } from 'chokepoint';

// The roles reversed: faults meet the server. Nothing to find.
export default defineConfig({
  sut: { command: ['./bin/server', '5000'], ready: { port: 5000 } },
  drivers: [{ command: './bin/client-ok 127.0.0.1 5000' }],
});
