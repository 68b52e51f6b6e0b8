/** The emergency kit of a practice of two workstations: made at one, it opens the other without a network, and is void at both when that is noted. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getKit, makeKit } from '../../shared/access/make-kit.ts'
import { openWithKit } from '../../shared/access/open-with-kit.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { cloudsOn, type Joined } from '../kit/recovery.ts'

const holders = ['Ana Rivera', 'Bo Lindqvist', 'Chidi Abara']
const who = { names: 'Bo and Chidi', reason: 'The owner is away, and so is the network.' }
const { username, password } = owner
const kitFile = ({ profile }: Pick<Joined, 'profile'>) => join(profile, 'store/kit.json')

describe.skipIf(skipWithout !== null)('the emergency kit', () => {
  const { two } = cloudsOn(usePostgres())

  test('made at one workstation it opens the other, and is void at both as soon as its use is noted', async () => {
    const { first, second, cloud } = await two()
    const { sheets } = await first.call(makeKit, { holders })
    await upToDate(first)
    await upToDate(second.desk)
    await expect.poll(() => existsSync(kitFile(second)), { timeout: 30_000 }).toBe(true)
    await second.desk.vault.people.settled()
    second.desk.close()
    const [, one, other] = sheets.map(({ code }) => code)
    const again = async () => {
      const desk = await openWorkstation({ profile: second.profile, keys: second.keys })
      onTestFinished(() => desk.close())
      return desk
    }
    const opened = await again()
    expect(await reasonOf(opened.call(openWithKit, { sheets: [one ?? '', other ?? ''], ...who }))).toBe('ok')
    opened.close()
    // the first workstation does not know yet
    expect([existsSync(kitFile(first)), (await first.call(getKit, {})).kit?.isUsed]).toEqual([true, false])

    const back = await again()
    await back.call(signIn, { username, password })
    await upToDate(back)
    await upToDate(first)
    await expect.poll(() => existsSync(kitFile(first)), { timeout: 30_000 }).toBe(false)
    expect((await first.call(getKit, {})).uses).toMatchObject([
      { ...who, holders: ['Bo Lindqvist', 'Chidi Abara'] },
    ])
    expect([existsSync(kitFile(second)), first.faults, back.faults]).toEqual([false, [], []])
    await cloud.stop()
  })
})
