import { z } from 'zod';
import type { CountedFunction, CountedLine } from './gcov-answer.js';

/** First line, column, last line, column, count, file, file it expands to, kind. */
const regionSchema = z.array(z.number()).min(8);
/** First line, column, last line, column, how often true, how often false, file, … */
const branchSchema = z.array(z.number()).min(7);

const functionSchema = z.object({
  name: z.string(),
  count: z.number(),
  filenames: z.array(z.string()).min(1),
  regions: z.array(regionSchema).min(1),
  branches: z.array(branchSchema),
});

/** What `llvm-cov export --format=text` says; there is more in it than is read here. */
const answerSchema = z.object({
  data: z.array(z.object({ functions: z.array(functionSchema) })),
});

type Found = z.infer<typeof functionSchema>;

export interface LocatedFunction {
  readonly file: string;
  readonly function: CountedFunction;
  /** Those that its branches are on, without counts of their own. */
  readonly lines: readonly CountedLine[];
}

export function parseLlvmFunctions(output: string): readonly LocatedFunction[] {
  const { data } = answerSchema.parse(JSON.parse(output));
  return data.flatMap(({ functions }) => functions.map(located));
}

function located(found: Found): LocatedFunction {
  const { name, count, filenames, regions, branches } = found;
  const symbol = withoutUnit(name);
  const byLine = new Map<number, number[]>();
  for (const [line = 0, , , , whenTrue = 0, whenFalse = 0, file = 0] of branches) {
    const at = file === 0 ? line : lineOfExpansion(found, file);
    byLine.set(at, [...(byLine.get(at) ?? []), whenTrue, whenFalse]);
  }
  return {
    file: filenames[0] ?? '',
    function: { symbol, name: symbol, line: regions[0]?.[0] ?? 0, count },
    lines: [...byLine].map(([number, all]) => {
      return { number, function: symbol, count: 0, branches: all };
    }),
  };
}

/** `unit.c:name`, of what other units cannot see; a header's function is in many. */
function withoutUnit(name: string): string {
  return name.replace(/^[^:;]*\.[^:;.]*[:;](?!:)/, '');
}

/** Where the function uses the macro that a branch is in; macros may use others. */
function lineOfExpansion({ regions }: Found, file: number): number {
  let [line, at] = [0, file];
  for (let depth = 0; at !== 0 && depth < regions.length; depth += 1) {
    const use = regions.find(([, , , , , , target, kind]) => kind === 1 && target === at);
    [line, at] = [use?.[0] ?? line, use?.[5] ?? 0];
  }
  return line;
}
