/**
 * The environment of a program: the caller's, with the configured changes.
 *
 * LeakSanitizer stops with an error when the process is traced (it needs ptrace itself), so
 * AddressSanitizer's own leak check is turned off unless the user decided about it.
 */
export function programEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const merged = new Map<string, string>();
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined) merged.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  merged.set('ASAN_OPTIONS', withoutLeakCheck(merged.get('ASAN_OPTIONS')));
  return Object.fromEntries(merged);
}

function withoutLeakCheck(options: string | undefined): string {
  if (options === undefined || options === '') return 'detect_leaks=0';
  return /(^|[:,\s])detect_leaks=/.test(options) ? options : `${options}:detect_leaks=0`;
}
