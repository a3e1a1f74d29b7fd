import { defineConfig } from 'chokepoint';

// The same server, compiled with counters: they lead the search.
export default defineConfig({
  sut: { command: ['./bin/server-counting', '8080', 'www'], ready: { port: 8080 } },
  drivers: [{ command: './bin/client 127.0.0.1 8080 / /hello.txt' }],
  strategy: 'coverage-guided',
  limits: { maxFaults: 2 },
});
