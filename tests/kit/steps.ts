/** Steps of a process that is killed at one of them, or that lays aside what each of them would leave on the disk. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { filesState } from './each-write.ts'

/**
 * `given`: the number of the step at which there is no next (kill -9), or `copy:FOLDER`: `folder` is copied there before every step that
 * finds its files changed. Between two steps the process does nothing else, so a copy is what a kill there leaves.
 */
export function stepsOf(
  folder: string,
  given: string,
): Readonly<{ step: () => void; count: () => number; end: () => void }> {
  const into = given.startsWith('copy:') ? given.slice('copy:'.length) : null
  let steps = 0
  let ended = false
  let copying = false
  let last = into === null ? '' : filesState(folder)
  const step = () => {
    if (ended || copying) return
    steps += 1
    if (into === null) {
      if (steps === Number(given)) process.kill(process.pid, 'SIGKILL')
      return
    }
    copying = true
    const now = filesState(folder)
    if (now !== last) {
      last = now
      const copy = join(into, steps.toString().padStart(4, '0'))
      mkdirSync(copy)
      cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('-shm') })
    }
    copying = false
  }
  return { step, count: () => steps, end: () => void (ended = true) }
}
