import { existsSync, renameSync, rmSync } from 'node:fs'

/** Gives a folder that is complete its name. Where another process was first with the same, theirs stays and ours goes. */
export function putInPlace(made: string, place: string): void {
  try {
    renameSync(made, place)
  } catch (error) {
    if (!existsSync(place)) throw error
    rmSync(made, { recursive: true })
  }
}
