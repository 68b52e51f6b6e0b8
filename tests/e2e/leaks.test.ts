/** What must be nowhere: a marked patient, a marked word being typed, a key. Not on disk, not in memory after a lock. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { appFor } from '../kit/app.ts'
import { spellings } from '../kit/memory.ts'
import { expectForgotten, findInFamily, findOnDisk, keysOf } from '../kit/leaks.ts'
import { noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

// put together here, so that this file's own text in some cache is not what is found
const marked = ['Quixzotl', 'avander'].join('')
const typed = ['Wrylmdra', 'kenfold'].join('')

const marking = (desk: Parameters<NonNullable<Parameters<typeof seededProfile>[0]>>[0]) =>
  desk.call(registerPatient, {
    ...registerPatient.example,
    demographics: { ...registerPatient.example.demographics, family: marked, birthDate: '1931-07-04' },
  })

/** Finds the marked patient by birth date, opens the chart, and types a marked word into a form; reads no text back. */
async function workOn(page: Page): Promise<void> {
  await page.getByLabel('Find patients').fill('07041931')
  await page.getByRole('table', { name: 'Patients found' }).locator('[data-row="0"]').click()
  await page.getByRole('navigation', { name: 'Sections of the chart' }).waitFor()
  await page.keyboard.press('Alt+n')
  await page.getByLabel('Given name').pressSequentially(typed)
  await page.getByText(/Draft kept/).waitFor()
}

describe.skipIf(noKeychain !== null)('leaks', () => {
  test('after a lock no process holds the workstation key, the marked patient or the marked word', async () => {
    const profile = await seededProfile(marking)
    const needles = new Map([
      ...(await keysOf(profile)),
      ...spellings('name', marked),
      ...spellings('typed', typed),
    ])
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await workOn(page)
    // the search can find: before the lock, the vault and the page hold what they must
    const before = findInFamily(app.pid, needles)
    expect(before.map((each) => each.split(' in ')[0])).toEqual(
      expect.arrayContaining(['workstation key', 'name', 'typed']),
    )

    await pressLock(page)
    const locked = await app.page(page)
    await locked.getByRole('button', { name: 'Unlock' }).waitFor()
    await expectForgotten(app.pid, needles)
  })

  test.each(['kill', 'exit'] as const)(
    'after a %s no file holds the marked patient, the marked word or a key',
    async (how) => {
      const started = Date.now()
      const profile = await seededProfile(marking)
      const needles = new Map([
        ...(await keysOf(profile)),
        ...spellings('name', marked),
        ...spellings('typed', typed),
      ])
      const app = await appFor({ profile })
      const page = await app.page()
      await signInOn(page)
      await workOn(page)
      await (how === 'kill' ? app.kill() : app.quit())
      expect(findOnDisk(profile, needles, started)).toEqual([])
    },
  )
})
