import { expect, test } from 'vitest';
import { choiceId, Namer, stackLabel } from '../../../src/choice/name.js';
import { stackOf } from './sample-facts.js';

const module = (name: string) => ({ module: name, path: `/lib/${name}`, address: 1 });

test.each([
  ['main>ask', stackOf('ask', 'main', '__libc_start_main', '_start')],
  ['main>ask', stackOf('ask', 'ask', 'ask', 'main')],
  ['worker', stackOf('worker', 'start_thread', 'clone3')],
  ['main>libssl.so.3', [module('libssl.so.3'), module('libssl.so.3'), ...stackOf('main')]],
  // The next update of a library is still the same library.
  ['main>libcurl.so.4', [module('libcurl.so.4.8.0'), ...stackOf('main')]],
  // Whatever stands below what starts main() is nothing of the program's.
  ['main', [...stackOf('main', '__libc_start_main'), module('client')]],
  ['_start', stackOf('_start')],
  ['', []],
])('%s', (label, stack) => {
  expect(stackLabel(stack)).toBe(label);
});

test('deep stacks are cut at their outer end', () => {
  const functions = Array.from({ length: 40 }, (_, i) => `f${String(i)}`);
  const label = stackLabel(stackOf(...functions));
  expect(label.split('>')).toEqual(functions.slice(0, 12).reverse());
});

test('each place counts for itself', () => {
  const namer = new Namer();
  const names = ['read', 'read', 'write'].map((call) => namer.name(call, 'new', stackOf('main')));
  expect(names).toEqual(['read new @main #1', 'read new @main #2', 'write new @main #1']);
});

test('ids are short, plain and differ', () => {
  const ids = Array.from({ length: 2000 }, (_, i) => choiceId(`name ${String(i)}`));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-km-np-z2-9]{8}$/);
});
