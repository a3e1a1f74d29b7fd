import { z } from 'zod';

const known = z.strictObject({ fingerprint: z.string(), description: z.string() });

/** An exploration beside an earlier one. */
export const history = z.strictObject({
  previous: z.string().describe('The report that this one is compared with'),
  new: z.array(z.string()).describe('Fingerprints of the defects that are not in it'),
  stillThere: z.array(z.string()).describe('Of those that are'),
  fixed: z.array(known).describe('Those of its defects whose paths no longer show them'),
  untried: z.array(known).optional().describe('Those that an interrupt kept from being tried'),
  nothingSkipped: z.string().optional().describe('Why every path ran again'),
});

/** What its results depend on besides the configuration, so that a later one can tell. */
export const inputs = z.strictObject({
  version: z.string().describe('Of chokepoint'),
  kernel: z.string().describe('Its release'),
  journals: z.array(z.string()).describe('Names of those that hold the runs'),
  files: z
    .array(z.strictObject({ path: z.string(), digest: z.string().nullable() }))
    .describe('What programs looked for; with a slash at its end, a directory that they listed'),
  unknown: z.string().optional().describe('Why these are not known'),
});

export type Inputs = z.infer<typeof inputs>;
