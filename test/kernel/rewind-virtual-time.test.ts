import { ring } from './rewind-ring.js';

/** 2026, after so many nanoseconds; then the uptime, and seconds. */
function clocks(nanoseconds: number): string {
  const epoch = BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n;
  const [date, uptime] = [epoch + BigInt(nanoseconds), 100_000_000_001_000n + BigInt(nanoseconds)];
  return `${String(date)} ${String(uptime)} ${String(date / 1_000_000_000n)}`;
}

/** Who waits, and the milliseconds when each is over: in seconds, as they wait. */
const order = [3, 2, 4, 0, 5, 1].map(
  (who, i) => `${String(who)} at ${String(100_002_000 + i * 1000)}`,
);

ring('virtual-time', [
  {
    title: 'clocks say the same',
    name: 'reading',
    sees: [clocks(0), clocks(3000), clocks(1_500_006_000)],
  },
  {
    title: 'waits that go on',
    name: 'during',
    sees: [...order, clocks(7_000_001_000)],
  },
  { title: 'waits that begin', name: 'after', sees: [...order, clocks(7_000_001_000)] },
  {
    title: 'a child goes on',
    name: 'child',
    sees: ['1', '2', '3', '4', 'exit 5', clocks(4_000_000_000)],
  },
]);
