import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { nativeLibrary } from '../../../src/checkpoint/qemu/image/native-library.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

afterEach(() => vi.unstubAllEnvs());

test('is compiled once for the same sources, headers included', () => {
  using scratch = new Scratch();
  scratch.write('c/answer.h', '#define ANSWER 42\n');
  scratch.write('c/answer.c', '#include "answer.h"\nint answer(void) { return ANSWER; }\n');
  const [cache, sources] = [scratch.path('cache'), scratch.path('c')];
  const library = nativeLibrary(cache, sources);
  expect(readFileSync(library).toString('latin1', 1, 4)).toBe('ELF');
  expect(nativeLibrary(cache, sources)).toBe(library);
  scratch.write('c/answer.h', '#define ANSWER 43\n');
  expect(nativeLibrary(cache, sources)).not.toBe(library);
});

test('what the compiler says is in the message', () => {
  using scratch = new Scratch();
  scratch.write('c/wrong.c', 'int answer(void) { return nothing; }\n');
  expect(() => nativeLibrary(scratch.path('cache'), scratch.path('c'))).toThrow(
    /wrong\.c:1:.*nothing/s,
  );
});

test('no compiler', () => {
  using scratch = new Scratch();
  scratch.write('c/answer.c', 'int answer(void) { return 42; }\n');
  vi.stubEnv('PATH', '');
  const compile = (): string => nativeLibrary(scratch.path('cache'), scratch.path('c'));
  const { code, message } = refusalOf(compile);
  expect(code).toBe(77);
  expect(message).toMatch(/^cc is needed/);
});
