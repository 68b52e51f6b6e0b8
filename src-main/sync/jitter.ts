/**
 * How long to wait after so many failures in a row, in ms: anything up to a length that doubles each time. Full jitter: those
 * who were cut off together do not come back together. `random`: from 0 to 1.
 */
export function jitter(failures: number, longestMs: number, random: () => number): number {
  const most = Math.min(longestMs, 1000 * 2 ** Math.min(failures, 12))
  return Math.max(50, Math.round(random() * most))
}
