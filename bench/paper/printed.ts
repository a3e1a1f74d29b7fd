/** One tool's cell of Table 4, as printed. */
export interface PrintedSearch {
  readonly seconds: number;
  readonly megabytes: number;
  readonly checkpoints: number;
}

/** A row of Table 4; without DMTCP where it is printed as "not compatible". */
export interface PrintedRow {
  readonly program: string;
  readonly dmtcp?: PrintedSearch;
  readonly sbuml: PrintedSearch;
}

function row(
  program: string,
  dmtcp: readonly [number, number, number] | undefined,
  sbuml: readonly [number, number, number],
): PrintedRow {
  return { program, ...(dmtcp && { dmtcp: search(dmtcp) }), sbuml: search(sbuml) };
}

function search([seconds, megabytes, checkpoints]: readonly [
  number,
  number,
  number,
]): PrintedSearch {
  return { seconds, megabytes, checkpoints };
}

/** Table 4 of the paper. */
export const printed = {
  darkhttpd: row('darkhttpd 1.8', [16.02, 47.4, 5], [60.42, 616.11, 5]),
  darkhttpdSeeded: row('darkhttpd 1.8, seeded fault', [8.46, 47.4, 5], [60.34, 616.92, 5]),
  frox: row('frox 0.7.18', undefined, [481.95, 5362.08, 50]),
  netcat: row('netcat 1.1.0', undefined, [285.09, 3156.18, 50]),
  prtunnel: row('prtunnel 0.2.7', [4.3, 10.36, 1], [36.57, 298.08, 2]),
  server: row('alphabet server', [13.51, 19.11, 4], [54.28, 490.44, 4]),
  client: row('alphabet client, no error', [17.06, 15.29, 3], [70.96, 784.79, 7]),
  clientAssert: row('alphabet client, assertion', [3.39, 10.18, 3], [65.07, 784.86, 7]),
  clientSegv: row('alphabet client, segfault', [6.3, 15.29, 3], [69.58, 784.76, 7]),
};

/** A column of Table 5: properties first, then milliseconds and megabytes for one process. */
export interface Tool {
  readonly level: string;
  readonly networking: string;
  readonly disk: string;
  readonly processIds: string;
  readonly saveMs: number;
  readonly loadMs: number;
  readonly megabytes: number;
}

/** Table 5 of the paper. */
export const printedTools: Readonly<Record<string, Tool>> = {
  SBUML: {
    level: 'OS',
    networking: 'emulated on OS',
    disk: 'reversible',
    processIds: 'yes',
    saveMs: 1990,
    loadMs: 1830,
    megabytes: 93,
  },
  DMTCP: {
    level: 'group of processes',
    networking: 'auto connection recovery',
    disk: 'irreversible',
    processIds: 'no',
    saveMs: 308,
    loadMs: 82,
    megabytes: 1.6,
  },
};
