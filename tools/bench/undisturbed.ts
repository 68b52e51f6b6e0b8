/**
 * Measuring on a machine that has other work too. Where the system took the processor away in the middle, what was
 * measured is another program; so it is measured again, a few times, and the last is kept whatever it was. Every query
 * keeps a time: leaving the disturbed ones out would leave out the slow ones, which are disturbed most.
 */
import { timed, timedAsync } from './stats.ts'

const mostTries = 5

/** How often the processor was taken from this process so far. Windows does not say. */
const takenAway = (): number => process.resourceUsage().involuntaryContextSwitches

/** Milliseconds. */
export function undisturbed(work: () => unknown, disturbances: () => number = takenAway): number {
  for (let tries = 1; ; tries += 1) {
    const before = disturbances()
    const ms = timed(work)
    if (disturbances() === before || tries === mostTries) return ms
  }
}

/** The same for what is awaited. */
export async function undisturbedAsync(
  work: () => Promise<unknown>,
  disturbances: () => number = takenAway,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const before = disturbances()
    const ms = await timedAsync(work)
    if (disturbances() === before || tries === mostTries) return ms
  }
}
