import type { RegisterGroup } from './register-set.js';

/** The readings of 128 bits. */
const vectors = [
  ['v4_float', 'ieee_single', 4],
  ['v2_double', 'ieee_double', 2],
  ['v16_int8', 'int8', 16],
  ['v8_int16', 'int16', 8],
  ['v4_int32', 'int32', 4],
  ['v2_int64', 'int64', 2],
] as const;

/** Types that gdb does not know by themselves, per feature ("Target Descriptions" of gdb). */
const types: Readonly<Record<string, string>> = {
  'org.gnu.gdb.i386.core': flags('i386_eflags', {
    CF: 0,
    PF: 2,
    AF: 4,
    ZF: 6,
    SF: 7,
    TF: 8,
    IF: 9,
    DF: 10,
    OF: 11,
    ID: 21,
  }),
  'org.gnu.gdb.i386.sse':
    vectors.map(([name, type, count]) => vector(name, type, count)).join('') +
    union('vec128', [...vectors.map(([name]) => name), 'uint128']) +
    flags('i386_mxcsr', { IE: 0, DE: 1, ZE: 2, OE: 3, UE: 4, PE: 5, DAZ: 6, FZ: 15 }),
};

/** target.xml: which registers there are, in the order in which they are sent. */
export function targetDescription(groups: readonly RegisterGroup[]): string {
  const features = groups.map(({ feature, registers }) => {
    const lines = registers.map(
      ({ name, bits, type }) => `<reg name="${name}" bitsize="${String(bits)}" type="${type}"/>`,
    );
    return `<feature name="${feature}">${types[feature] ?? ''}${lines.join('')}</feature>`;
  });
  const what = '<architecture>i386:x86-64</architecture><osabi>GNU/Linux</osabi>';
  return `<?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd">
<target>${what}${features.join('')}</target>`;
}

function vector(id: string, type: string, count: number): string {
  return `<vector id="${id}" type="${type}" count="${String(count)}"/>`;
}

function union(id: string, members: readonly string[]): string {
  const fields = members.map((name) => `<field name="${name}" type="${name}"/>`);
  return `<union id="${id}">${fields.join('')}</union>`;
}

function flags(id: string, bits: Readonly<Record<string, number>>): string {
  const fields = Object.entries(bits).map(([name, bit]) => {
    return `<field name="${name}" start="${String(bit)}" end="${String(bit)}"/>`;
  });
  return `<flags id="${id}" size="4">${fields.join('')}</flags>`;
}
