import { defineConfig } from 'chokepoint';

// Nothing to find: every failing call ends the client with exit code 1.
export default defineConfig({
  sut: { command: ['./bin/client-ok', '127.0.0.1', '5000'] },
  peers: [{ command: './bin/server 5000', ready: { port: 5000 } }],
});
