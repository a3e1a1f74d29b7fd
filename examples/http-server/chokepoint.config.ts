import { defineConfig } from 'chokepoint';

// To be found: two sends that fail one after the other make the server free its answer twice.
export default defineConfig({
  sut: { command: ['./bin/server', '8080', 'www'], ready: { port: 8080 } },
  drivers: [{ command: './bin/client 127.0.0.1 8080 / /hello.txt' }],
  limits: { maxFaults: 2 },
});
