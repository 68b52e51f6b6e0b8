/**
 * One workstation as a process, to be killed at any moment: works without a pause and syncs beside it. What was
 * acknowledged is written to a side file before the next thing is done.
 */
import { appendFileSync } from 'node:fs'
import { Random } from '../../tests/simulation/random.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { Desk, type DeskPlace } from '../kit/desk.ts'
import { workOnce } from '../kit/desk-work.ts'
import { realClock } from '../kit/workstation.ts'

export type Life = Readonly<{
  place: DeskPlace
  /** Where facts are added, one line of JSON each. */
  facts: string
  seed: number
  /** The first of the numbers its acts have: each life has a million of its own. */
  serial: number
}>
/** What the controller says: work on, or come to rest and say so. */
export type Told = 'settle' | 'end'

const life = JSON.parse(process.argv[2] ?? '') as Life
const random = new Random(life.seed)
const desk = new Desk(life.place, realClock)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** `rounds`: how many more times it has to find nothing to do before it says that it is at rest. */
const state = { working: true, rounds: 0 }

process.on('message', (told: Told) => {
  if (told === 'end') process.exit(0)
  state.working = false
  state.rounds = 2
})
// whoever started it is gone
process.on('disconnect', () => process.exit(1))

async function work(): Promise<void> {
  // a line that a kill cut short ends here
  appendFileSync(life.facts, '\n')
  for (let n = 0; state.working; n += 1) {
    const fact = await workOnce(desk, random, life.serial + n)
    if (fact) {
      appendFileSync(life.facts, `${JSON.stringify(fact)}\n`)
      process.send?.({ did: true })
    }
    await wait(random.wait(25))
  }
}

async function sync(): Promise<never> {
  for (;;)
    try {
      const step = await desk.engine.step()
      if (step === 'more') state.rounds = state.working ? 0 : 2
      else if (!state.working && state.rounds > 0) {
        state.rounds -= 1
        if (state.rounds === 0) process.send?.({ idle: true })
      } else await wait(40)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      desk.engine.disconnected()
      await wait(50 + random.below(100))
    }
}

process.send?.({ up: true })
await Promise.all([work(), sync()])
