import { describe, it } from 'vitest';
import { exampleNames } from '../e2e/checkout.js';
import { expectTheSame } from './expect-the-same.js';

/**
 * What is rewound outside does as what is replayed: that is for the ring `equivalence`. In a
 * machine nobody sees the calls that getaddrinfo makes, nor looks into it for what a server holds;
 * the other clients of the alphabet are much like alphabet/segv, its server and the patient client
 * like the rest. Servers with threads and with several clients take long in an emulated machine:
 * they run with CHOKEPOINT_REFEREE=all.
 */
const long = process.env['CHOKEPOINT_REFEREE'] === 'all' ? '' : 'workers/|chat/|';
const elsewhere = new RegExp(`^(${long}names/|leaks/|patient/|alphabet/(assert|ok|server)$)`);

describe('the examples, in a machine and outside', () => {
  it.for(exampleNames.filter((name) => !elsewhere.test(name)))(
    '%s: the same choice points, verdicts and defects',
    async (name, context) => expectTheSame(context, name),
  );
});
