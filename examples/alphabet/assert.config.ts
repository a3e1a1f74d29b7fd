import { defineConfig } from 'chokepoint';

// To be found: an answer that cannot be received ends in a failing assertion.
export default defineConfig({
  sut: { command: ['./bin/client-assert', '127.0.0.1', '5000'] },
  peers: [{ command: './bin/server 5000', ready: { port: 5000 } }],
});
