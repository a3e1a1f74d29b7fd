import { readMemory } from '../kernel/process-memory.js';
import type { Frame } from '../model/choice-point.js';
import { ImageCache } from './modules/image-cache.js';
import type { ModuleMap } from './modules/module-map.js';
import { processModules } from './modules/process-modules.js';
import { describeStack } from './symbols/stack.js';
import type { Thread } from './tracee.js';
import { registerFile } from './unwind/register-file.js';
import { unwind } from './unwind/unwinder.js';

const framesMax = 64;

/** Where threads begin; a stack that ends elsewhere may lead into a library loaded since. */
const outermost = new Set([
  '_start',
  '__libc_start_main', // all that can be named below a stripped program
  '__clone3',
  'clone3',
  '__clone',
  'start_thread',
]);

/**
 * Reads call stacks of stopped threads. The list of modules is the dearest part (100 us), so it
 * is kept per process and read again when a stack leads outside of it: a library was loaded.
 */
export class StackReader {
  private readonly images = new ImageCache();
  private readonly modules = new WeakMap<object, ModuleMap>();

  /** Innermost frame first; empty when the thread has died. */
  read(thread: Thread): readonly Frame[] {
    const registers = thread.registers();
    if (registers === 'died') return [];
    const kept = this.modules.get(thread.process);
    if (kept?.isExecutable(registers.number('rip')) === true) {
      const frames = this.framesIn(kept, thread, registers.bytes);
      if (isWhole(frames)) return frames;
    }
    return this.framesIn(this.refresh(thread), thread, registers.bytes);
  }

  /** The process runs another program now. */
  forget(thread: Thread): void {
    this.modules.delete(thread.process);
  }

  private refresh(thread: Thread): ModuleMap {
    const modules = processModules(thread.tid, this.images, memoryOf(thread));
    this.modules.set(thread.process, modules);
    return modules;
  }

  private framesIn(modules: ModuleMap, thread: Thread, registers: Buffer): readonly Frame[] {
    const target = { read: memoryOf(thread), modules };
    return describeStack(modules, unwind(target, registerFile(registers), framesMax));
  }
}

/** By the thread's own tid: a main thread that has ended has no memory any more. */
function memoryOf({ tid }: Thread): (address: number, length: number) => Buffer {
  return (address, length) => readMemory(tid, address, length);
}

function isWhole(frames: readonly Frame[]): boolean {
  if (frames.length === framesMax) return true;
  return frames.slice(-2).some((frame) => outermost.has(frame.function ?? ''));
}
