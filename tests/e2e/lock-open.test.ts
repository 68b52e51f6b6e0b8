/** A lock while something is open or under way: nothing of it shows after, and what is said of it then is so (docs/lock-states.md). */
import type { Page } from 'playwright-core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { seedPatient } from '../kit/charts.ts'
import { anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { goTo } from '../kit/open-app.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

// nobody at the workstation for so long; long enough to come in on a machine that has too much to do
const soonIdle = ['--holdfast-idle-minutes=0.3']

const shows = async (page: Page, words: string): Promise<boolean> => (await page.content()).includes(words)

describe.skipIf(noKeychain !== null)('a lock with', () => {
  test('a dialog open and a password half typed in it: both are gone, and the rest is as it was', async () => {
    const app = await appFor({ profile: await seededProfile(), args: soonIdle })
    const page = await app.page()
    await signInOn(page)
    await goTo(page, '/downtime')
    await page.getByRole('button', { name: /Ana Rivera/ }).click()
    await page.getByRole('menuitem', { name: 'Change password…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input').first().fill('half a password')
    const { locked } = await gateAfter(app, page)
    expect(await locked.getByRole('dialog').count()).toBe(0)
    expect(await locked.getByLabel('Password', { exact: true }).inputValue()).toBe('')
    await signInOn(locked)
    await locked.getByRole('heading', { name: 'Downtime', level: 1 }).waitFor()
    expect(await locked.getByRole('dialog').count()).toBe(0)
    expect(await shows(locked, 'half a password')).toBe(false)
  })

  test('a search half typed: nobody at the workstation locks it, whom it had found is nowhere, and the search begins anew', async () => {
    const profile = await seededProfile((desk) => seedPatient(desk, 'Featherstonehaugh', 'Olumide'))
    const app = await appFor({ profile, args: soonIdle })
    const page = await app.page()
    await signInOn(page)
    await goTo(page, '/downtime')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('featherst')
    await page.getByRole('option', { name: /Featherstonehaugh/ }).waitFor()
    const { locked } = await gateAfter(app, page)
    expect(await shows(locked, 'Featherst')).toBe(false)
    await signInOn(locked)
    await locked.getByRole('heading', { name: 'Downtime', level: 1 }).waitFor()
    expect(await locked.getByRole('combobox', { name: 'Find a patient or a command' }).count()).toBe(0)
    expect(await shows(locked, 'featherst')).toBe(false)
    await locked.keyboard.press('Control+k')
    const field = locked.getByRole('combobox', { name: 'Find a patient or a command' })
    await field.waitFor()
    expect(await field.inputValue()).toBe('')
    const locks = (await appLog(profile)).filter(({ action }) => action === 'session.lock')
    expect(locks.map(({ reason }) => reason)).toEqual(['idle'])
  })

  test('a print under way, which holds its page: the page goes all the same, and the log has both', async () => {
    const profile = await seededProfile((desk) => seedPatient(desk, 'Featherstonehaugh', 'Olumide'))
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await goTo(page, '/patients')
    await page
      .getByText(/Featherstonehaugh/)
      .first()
      .waitFor()
    // as the dialog of the system does, until somebody answers it
    await page.evaluate(() => {
      globalThis.print = () => {
        for (;;);
      }
    })
    const entries = async (wanted: string) =>
      (await appLog(profile)).filter(({ action }) => action === wanted).length
    // it does not come back from this
    await page.getByRole('button', { name: 'Print', exact: true }).click()
    void page
      .getByRole('dialog')
      .getByRole('button', { name: 'Print', exact: true })
      .click()
      .catch(() => undefined)
    await expect.poll(() => entries('print')).toBe(1)
    await app.desktop({ stand: 'power', event: 'suspend' })
    const { locked } = await gateAfter(app, page)
    await expect.poll(() => page.isClosed()).toBe(true)
    expect(await shows(locked, 'Featherst')).toBe(false)
    await signInOn(locked)
    await locked
      .getByText(/Featherstonehaugh/)
      .first()
      .waitFor()
    expect([await entries('print'), await entries('session.lock')]).toEqual([1, 1])
  })

  test('an import under way: it is interrupted and says so, what had come in is there, and it goes on when it is asked', async () => {
    const profile = await seededProfile()
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    const folder = join(profile, 'to-import')
    mkdirSync(folder)
    const of = 30_000
    folderOf(
      {
        'Patient.ndjson': ndjson(aPatient('p1', { name: [{ family: 'Oyelaran', given: ['Titilayo'] }] })),
        'Observation.ndjson': ndjson(...Array.from({ length: of }, (_, n) => anObservation(`o${n}`, 'p1'))),
      },
      folder,
    )
    const begin = async (on: Page) => {
      await goTo(on, '/import')
      await app.desktop({ stand: 'folder', path: folder })
      await on.getByRole('button', { name: 'Choose a folder' }).click()
      await on.getByRole('button', { name: 'Import 2 files' }).click()
    }
    await begin(page)
    await page.getByRole('progressbar').first().waitFor()
    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    expect(await shows(locked, 'Oyelaran')).toBe(false)
    await signInOn(locked)
    await locked.getByRole('heading', { name: 'Import', level: 1 }).waitFor()
    await locked.getByText('Interrupted: the workstation was locked or stopped').first().waitFor()
    await begin(locked)
    await locked
      .getByText(/new, 0 changed, [\d,]+ were here already/)
      .first()
      .waitFor({ timeout: 240_000 })
  })
})
