import type { Report } from './report-schema.js';

/** An outcome that the settings ask for, and what became of it. */
export type RequestedOutcome = Readonly<Report['requested'][number]>;
