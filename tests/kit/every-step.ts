/** Kills something at each of its steps: a process for every step, each in a folder of its own. */
import { cpSync } from 'node:fs'
import { expect } from 'vitest'
import type { Ended } from './children.ts'
import { tempFolder } from './practice.ts'

export function copyOf(folder: string): string {
  const copy = tempFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** Several at once: each waits for its process most of the time. */
export async function inLanes(count: number, work: (lane: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_each, lane) => work(lane)))
}

/** How many steps there were, as whoever was not killed says at its end. */
const stepsOf = ({ lines }: Ended) => lines.flatMap((line) => (line as { steps?: number }).steps ?? [])[0]

/** Every step of something, each in a folder of its own, until it comes to its end. Resolves to how many there are. */
export async function everyStep(
  run: (step: number, folder: string) => Promise<Ended>,
  prepare: () => string,
  verify: (step: number, folder: string, ended: Ended) => Promise<void>,
): Promise<number> {
  let next = 1
  let last = Number.POSITIVE_INFINITY
  await inLanes(2, async () => {
    for (let step = next++; step <= last; step = next++) {
      const folder = prepare()
      const ended = await run(step, folder)
      const steps = stepsOf(ended)
      if (steps !== undefined) last = Math.min(last, step - 1)
      expect([ended.signal, ended.errors]).toEqual([steps === undefined ? 'SIGKILL' : null, ''])
      await verify(step, folder, ended)
    }
  })
  return last
}
