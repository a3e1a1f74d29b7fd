import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oneFile } from './one-file.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the page of a report into one file, dist/page/report.html. */
export default defineConfig({
  root: here,
  publicDir: false,
  logLevel: 'warn',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    outDir: `${here}../dist/.page`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
  plugins: [oneFile()],
});
