import path from 'node:path';
import { z } from 'zod';

const lineSchema = z.object({
  line_number: z.number(),
  function_name: z.string().optional(),
  count: z.number(),
  branches: z.array(z.object({ count: z.number() })),
});

const functionSchema = z.object({
  name: z.string(),
  demangled_name: z.string(),
  start_line: z.number(),
  execution_count: z.number(),
});

/** What `gcov --json-format` says of one object file; there is more in it than is read here. */
const answerSchema = z.object({
  current_working_directory: z.string().optional(),
  files: z.array(
    z.object({
      file: z.string(),
      functions: z.array(functionSchema),
      lines: z.array(lineSchema),
    }),
  ),
});

export interface CountedLine {
  readonly number: number;
  readonly function: string | undefined;
  readonly count: number;
  readonly branches: readonly number[];
}

export interface CountedFunction {
  /** As the linker knows it; lines refer to it. */
  readonly symbol: string;
  readonly name: string;
  readonly line: number;
  readonly count: number;
}

/** A source file, as far as one object file holds code of it. */
export interface CountedFile {
  /** Absolute. */
  readonly file: string;
  readonly functions: readonly CountedFunction[];
  readonly lines: readonly CountedLine[];
}

/** @param output one JSON object per line, as gcov prints one per object file */
export function parseGcovAnswers(output: string): readonly CountedFile[] {
  const texts = output.split('\n').filter((line) => line !== '');
  return texts.flatMap((text) => {
    const answer = answerSchema.parse(JSON.parse(text));
    const directory = answer.current_working_directory ?? '/';
    return answer.files.map(({ file, functions, lines }) => ({
      file: path.resolve(directory, file),
      functions: functions.map((found) => ({
        symbol: found.name,
        name: found.demangled_name,
        line: found.start_line,
        count: found.execution_count,
      })),
      lines: lines.map((found) => ({
        number: found.line_number,
        function: found.function_name,
        count: found.count,
        branches: found.branches.map(({ count }) => count),
      })),
    }));
  });
}
