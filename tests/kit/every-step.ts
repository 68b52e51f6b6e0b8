/** What a kill at each step of something, or at any moment of it, leaves on the disk. */
import type { ChildProcess } from 'node:child_process'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Ended } from './children.ts'
import { stateOf } from './each-write.ts'
import { tempFolder } from './practice.ts'

export function copyOf(folder: string): string {
  const copy = tempFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** What a process that is killed at this moment would leave of the folder: it stands still while that is copied, and goes on. */
async function leftAt(process: ChildProcess, folder: string): Promise<string> {
  process.kill('SIGSTOP')
  const copy = tempFolder()
  for (let before = ''; before !== stateOf(folder);) {
    // a call that had begun may end first; and what it has said is heard
    await pause(3)
    before = stateOf(folder)
    rmSync(copy, { recursive: true })
    cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('-shm') })
  }
  return copy
}

/**
 * Kills a process, and before that looks what a kill would have left at other moments: `moments`, ms, is how long each comes after the one
 * before, the last being the kill. `laidAside` gets each copy while the process still stands still.
 */
export async function lookThenKill(
  process: ChildProcess,
  folder: string,
  moments: readonly number[],
  laidAside: (copy: string) => void,
): Promise<void> {
  for (const [n, ms] of moments.entries()) {
    await pause(ms)
    if (n === moments.length - 1) break
    laidAside(await leftAt(process, folder))
    process.kill('SIGCONT')
  }
  process.kill('SIGKILL')
}

/** Several at once: each waits for its process most of the time. */
export async function inLanes(count: number, work: (lane: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_each, lane) => work(lane)))
}

/** How many steps there were, as whoever was not killed says at its end. */
const saidSteps = ({ lines }: Ended) => lines.flatMap((line) => (line as { steps?: number }).steps ?? [])[0]

/** At how many of the steps `everyState` also kills. */
const killsAmong = 5

/**
 * What every step of something would leave on the disk, each state once, and some steps at which it is really killed. One process lays the
 * states aside (kit/steps.ts), so one that nothing is written at costs nothing. `said`: what it had said by then, where it also says its
 * `step`. Resolves to how many steps and states there are.
 */
export async function everyState(
  run: (given: string, folder: string) => Promise<Ended>,
  prepare: () => string,
  verify: (folder: string, said: readonly unknown[]) => Promise<void>,
): Promise<{ steps: number; states: number }> {
  const [into, whole] = [tempFolder(), prepare()]
  const ended = await run(`copy:${into}`, whole)
  expect([ended.signal, ended.errors]).toEqual([null, ''])
  const steps = saidSteps(ended) ?? 0
  const saidBefore = (step: number) =>
    ended.lines.filter((line) => ((line as { step?: number }).step ?? 0) < step)
  const states = [
    ...readdirSync(into).map((name) => [join(into, name), saidBefore(Number(name))] as const),
    [whole, ended.lines] as const,
  ]
  const kills = Array.from({ length: killsAmong }, (_each, n) => 1 + Math.floor((n * steps) / killsAmong))
  const rest: (() => Promise<void>)[] = [
    ...states.map(
      ([folder, said]) =>
        () =>
          verify(folder, said),
    ),
    ...kills.map((step) => async () => {
      const folder = prepare()
      const { signal, errors, lines } = await run(String(step), folder)
      expect([signal, errors]).toEqual(['SIGKILL', ''])
      await verify(folder, lines)
    }),
  ]
  await inLanes(2, async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await next()
  })
  return { steps, states: states.length }
}
