import type { GuestCall } from '../checkpoint/qemu/guest/request.js';
import type { Frame } from '../model/choice-point.js';
import { memoryOf, type CopiedStacks } from '../tracer/copied-stacks.js';
import { Registers } from '../tracer/registers.js';

const wrappers = 'interpose.so';

/**
 * The stack as it would be without the wrappers: the library's function that the program called
 * stands innermost, as if it were libc's own.
 */
export function guestStack(stacks: CopiedStacks, call: GuestCall): readonly Frame[] {
  const address = new Registers(call.registers).number('rsp');
  const memory = memoryOf([{ address, bytes: call.stack }]);
  const frames = stacks.read({ registers: call.registers, maps: call.maps, memory });
  const own = frames.findIndex(({ module }) => module !== wrappers);
  const called = frames[own - 1]?.function;
  if (own < 0 || called === undefined) return frames;
  const name = called.replace(/^__(\w+)_chk$/, '$1');
  const wrapped = { module: 'libc.so.6', path: '', address: 0, function: name };
  return [wrapped, ...frames.slice(own)];
}
