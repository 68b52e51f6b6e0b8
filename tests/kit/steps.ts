/** Steps of a process that is killed at one of them, or that lays aside what each of them would leave on the disk. */
import { join } from 'node:path'
import { copying } from './each-write.ts'

/**
 * `given`: the number of the step at which there is no next (kill -9), or `copy:FOLDER`: `folder` is copied there before every step that
 * finds its files changed. Between two steps the process does nothing else, so a copy is what a kill there leaves. `end`: there are no
 * more steps; how many there were. `now`: at which it is, for what is said on the way (kit/every-step.ts).
 */
export function stepsOf(
  folder: string,
  given: string,
): Readonly<{ step: () => void; now: () => number; end: () => number }> {
  const into = given.startsWith('copy:') ? given.slice('copy:'.length) : null
  let steps = 0
  let pausing = false
  const killed = () => {
    if (steps === Number(given)) process.kill(process.pid, 'SIGKILL')
  }
  const reached =
    into === null
      ? killed
      : copying(
          folder,
          () => join(into, steps.toString().padStart(4, '0')),
          () => undefined,
        )
  return {
    step() {
      if (pausing) return
      steps += 1
      // what a copy does by itself is no step
      pausing = true
      reached()
      pausing = false
    },
    now: () => steps,
    end() {
      pausing = true
      return steps
    },
  }
}
