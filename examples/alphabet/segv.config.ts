import { defineConfig } from 'chokepoint';

// To be found: a failure before the first answer ends in a segmentation fault.
export default defineConfig({
  sut: { command: ['./bin/client-segv', '127.0.0.1', '5000'] },
  peers: [{ command: './bin/server 5000', ready: { port: 5000 } }],
});
