/** How long a world may work while somebody in it waits for the clock; then time goes on. */
export const patienceMs = 200;

/** Where programs are stopped again and again most of the work is ours. */
export function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
