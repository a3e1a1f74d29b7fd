/** What the clock writes into the messages of real programs; everything else has to be equal. */
const traces = [
  /\d\d:\d\d:\d\d([.,]\d+)?/g,
  /\d{4}-\d\d-\d\d/g,
  /\d?\d[ /][A-Z][a-z]{2}[ /]\d{4}/g,
  // curl: how long it tried.
  /\bafter \d+ ms\b/g,
  // wget: how fast it was, in its bar and at its end.
  /[\d.]+[KMGT]?=[\d.]+s\b/g,
  /\([\d.]+ [KMGT]?B\/s\)/g,
  // redis-server, in a signal handler: seconds since 1970.
  /\bsignal-handler \(\d+\)/g,
];

export function withoutTimes(text: string): string {
  return traces.reduce((rest, trace) => rest.replaceAll(trace, '(time)'), text);
}
