import { isIP } from 'node:net';
import { z } from 'zod';
import { hostNameError, isHostName } from './host-name.js';
import { listOf } from './expectations.js';

const dnsError = 'expected true, or an object of names and their lists of addresses';

const name = z.string().refine((text) => isHostName(text));

const address = z
  .string({ error: 'expected an IP address' })
  .refine((text) => isIP(text) > 0 && !text.includes('%'), {
    error: 'expected an IP address, such as "127.0.0.1" or "::1"',
  });

const addresses = listOf(address, 'addresses').min(1, { error: 'expected at least one address' });

/** `true`: every name is this host. */
export const dnsSchema = z.union(
  [
    z.literal(true, { error: dnsError }),
    z.record(name, addresses, {
      error: ({ code }) => (code === 'invalid_key' ? hostNameError : dnsError),
    }),
  ],
  { error: dnsError },
);
