import type { Frame } from '../model/choice-point.js';

/** How many frames tell one crash from another; more would tell callers apart, not causes. */
const framesMax = 4;

const libcModule = /^(?:libc[.-]|libpthread[.-]|ld-(?:linux|musl)|\[vdso\]|\?$)/;
/** How a crash is raised, for static programs, where libc is no module of its own. */
const raising: ReadonlySet<string> = new Set([
  'abort',
  'assert_fail',
  'assert_fail_base',
  'chk_fail',
  'fortify_fail',
  'gsignal',
  'kill',
  'libc_message',
  'libc_message_impl',
  'pthread_kill',
  'pthread_kill_implementation',
  'pthread_kill_internal',
  'raise',
  'stack_chk_fail',
  'tgkill',
]);

/** The first frames outside the C library, by function or, without symbols, by module. */
export function crashFrames(stack: readonly Frame[]): readonly string[] {
  const outside = stack.filter((frame) => !isLibc(frame));
  return outside.slice(0, framesMax).map((frame) => frame.function ?? frame.module);
}

function isLibc(frame: Frame): boolean {
  return libcModule.test(frame.module) || raising.has(frame.function?.replace(/^_+/, '') ?? '');
}
