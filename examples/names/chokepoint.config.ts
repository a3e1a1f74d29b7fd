import { defineConfig } from 'chokepoint';

// To be found: a name that cannot be looked up just now is taken for one that was found.
export default defineConfig({
  sut: './bin/client db.example 5000',
  peers: [{ command: './bin/server 5000', ready: { port: 5000 } }],
  dns: { 'db.example': ['127.0.0.1'] },
  faults: {
    rules: [
      {
        port: 53,
        outcomes: ['dns-nxdomain', 'dns-servfail', 'dns-nodata', 'dns-dead-first'],
      },
    ],
  },
});
