/** What the file of a program's stream is called: names of programs may hold anything. */
export function streamFileName(program: string, stream: 'stdout' | 'stderr'): string {
  const name = program.replace(/[^\w.+-]/g, '_').slice(0, 100);
  return `${name.replace(/^\.+/, '_')}.${stream}`;
}
