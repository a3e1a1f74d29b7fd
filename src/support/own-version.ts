import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** The version of this program. */
export const ownVersion = (load('../../package.json') as { readonly version: string }).version;
