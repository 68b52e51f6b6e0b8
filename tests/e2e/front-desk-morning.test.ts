/**
 * A front desk's morning on two whole workstations and a cloud, on the screen, by keyboard alone; the network is out from 9:40 to 11:10 of a
 * clock that is set. Here in small: 12 arrivals, 3 walk-ins, 3 moves, 2 no-shows. `npm run morning` plays all of it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { shell } from '../../tools/kit/app.ts'
import { root } from '../../tools/proc.ts'
import { settle } from '../../tools/screens/visit.ts'
import { skipWithout } from '../kit/cloud.ts'
import { accountFor } from '../kit/morning/account.ts'
import { findAfter } from '../kit/morning/findings.ts'
import { planMorning, shortMorning, wholeMorning } from '../kit/morning/plan.ts'
import { MorningPlay, type Onlooker } from '../kit/morning/play.ts'
import { takePictures } from '../kit/pictures.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const isWhole = process.env['HOLDFAST_MORNING'] === 'whole'
const seed = Number(process.env['HOLDFAST_SEED'] ?? 1)
const out = join(root, 'out', 'morning')
/** A machine with two cores plays all of it in some minutes. */
const patience = isWhole ? 1_800_000 : 300_000

// the machine's clock is set on the stand-in only
describe.skipIf(skipWithout !== null || noKeychain !== null || shell === 'electron')('a front desk', () => {
  const play = new MorningPlay(planMorning(seed, isWhole ? wholeMorning : shortMorning))
  const found: string[] = []
  afterAll(() => play.end())

  const look: Onlooker = async (moment, { desks }) => {
    const picture = async (n: number, name: string) => {
      const page = desks[n]?.page
      if (!page) return
      await settle(page)
      found.push(...(await takePictures(page, `morning-${name}`)))
    }
    if (moment === 'conflict' && isWhole) {
      // whoever looks at the afternoon: two visits at one time, and one of which two things are said
      await desks[1]?.grid()
      await desks[1]?.page.keyboard.press('End')
      await picture(1, 'conflict')
    }
    if (moment === 'choice')
      for (const [n, desk] of desks.entries())
        if ((await desk.page.getByRole('complementary', { name: 'Two versions' }).count()) > 0)
          await picture(n, 'two-versions')
    if (moment === 'after') {
      await desks[0]?.board()
      await picture(0, 'after')
    }
    if (!isWhole || (moment !== 'before' && moment !== 'apart')) return
    for (const [n, desk] of desks.entries()) {
      await desk.board()
      await picture(n, `${moment}-desk-${n + 1}`)
    }
  }

  test(
    'comes in, works on without a network, and has all of it everywhere, once',
    async () => {
      mkdirSync(out, { recursive: true })
      await play.begin()
      await play.play(look).catch(async (error: unknown) => {
        for (const [n, { page }] of play.desks.entries())
          await page.screenshot({ path: join(out, `stopped-desk-${n + 1}.png`) }).catch(() => undefined)
        throw new Error(`stopped at ${play.at}`, { cause: error })
      })
      const { text, faults } = accountFor(play, await findAfter(play))
      writeFileSync(join(out, isWhole ? 'account.txt' : 'account-short.txt'), text)
      expect(faults).toEqual([])
      expect([found, play.errors]).toEqual([[], []])
    },
    patience,
  )
})
