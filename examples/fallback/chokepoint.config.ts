import { defineConfig } from 'chokepoint';

// To be found: a failure of the second server after one of the first. Each alone is survived.
export default defineConfig({
  sut: { command: ['./bin/client', '127.0.0.1', '7300', '7301'] },
  peers: [
    { name: 'first', command: '../retry/bin/server 7300', ready: { port: 7300 } },
    { name: 'second', command: '../retry/bin/server 7301', ready: { port: 7301 } },
  ],
  limits: { maxFaults: 2 },
});
