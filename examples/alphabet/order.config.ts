import { defineConfig } from 'chokepoint';

// The order is ours: what fails late, and then what fails while an answer is awaited, goes first.
export default defineConfig({
  sut: { command: ['./bin/client-assert', '127.0.0.1', '5000'] },
  peers: [{ command: './bin/server 5000', ready: { port: 5000 } }],
  strategy: ({ site, outcome, path }) => {
    const awaited = site.startsWith('recv ') && outcome === 'ECONNRESET';
    return path.length * 10 + (awaited ? 1 : 0);
  },
});
