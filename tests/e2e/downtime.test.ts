/** The downtime pack on the screen: made, read, printed; and opened where the record store cannot be. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { seedPatient } from '../kit/charts.ts'
import { readPdf } from '../kit/read-pdf.ts'
import { noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

/** Three patients, registered here and so in the pack. */
const seeded = () =>
  seededProfile(async (desk) => {
    await desk.call(registerPatient, registerPatient.example)
    await seedPatient(desk, 'Adams', 'Amy')
    await seedPatient(desk, 'Brown', 'Bo')
    await desk.vault.pack.make()
  })

/** Prints as the printer driver would, to a PDF, once the page says that it prints. */
async function printed(page: Page) {
  await page.evaluate(() => {
    const scope = globalThis as unknown as { printed: number; print: () => void }
    scope.printed = 0
    scope.print = () => void (scope.printed += 1)
  })
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { printed: number }).printed), {
      timeout: 60_000,
    })
    .toBe(1)
  return readPdf(await page.pdf({ preferCSSPageSize: true }))
}

/** The pages that are drawn: those near what is in sight. */
const drawn = (page: Page) =>
  page
    .locator('canvas')
    .evaluateAll((all) => all.filter((each) => (each as HTMLCanvasElement).width > 300).length)

describe.skipIf(noKeychain !== null)('the downtime pack', () => {
  test('is made by itself, read by name, and printed: what is chosen, with who printed it', async () => {
    const profile = await seeded()
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await page.keyboard.press('Alt+t')
    const table = page.getByRole('table', { name: 'Patients in the pack' })
    await expect
      .poll(() => table.innerText(), { timeout: 60_000 })
      .toMatch(/Adams, Amy[\s\S]*Brown, Bo[\s\S]*O’Kon/)
    await expect.poll(() => table.innerText()).toContain('Changed here lately')

    // left out, and taken back
    await page.getByRole('button', { name: 'Leave out Brown, Bo' }).click()
    await page.getByText('Brown, Bo is left out of the next pack.').waitFor()
    await page.getByRole('button', { name: 'Make it now' }).click()
    await expect.poll(() => table.innerText(), { timeout: 60_000 }).not.toContain('Brown')
    await page.getByRole('button', { name: 'Put back Brown, Bo' }).click()
    await page.getByRole('button', { name: 'Make it now' }).click()
    await expect.poll(() => table.innerText(), { timeout: 60_000 }).toContain('Brown, Bo')

    // read: by a row of the list, and by the index beside the pages
    await page.getByRole('row', { name: /Brown, Bo/ }).click()
    await page.getByRole('img', { name: /page 5 of 12/ }).waitFor()
    await expect.poll(() => drawn(page)).toBeGreaterThan(0)
    const index = page.getByRole('navigation', { name: 'Pages by name' })
    await index.getByRole('button', { name: /Adams/ }).click()
    await expect.poll(() => page.getByLabel('What is printed').innerText()).toContain('Adams, Amy, page 4')

    // one patient's page, and nothing of anybody else
    const one = await printed(page)
    expect(one).toHaveLength(1)
    expect(one[0]?.text).toMatch(
      /Printed by Ana Rivera, MD, \d\d\/\d\d\/\d{4} \d+:\d\d [AP]M, workstation [0-9A-F]{4}/,
    )
    await page.getByLabel('What is printed').selectOption({ label: 'Everything, 12 pages' })
    expect(await printed(page)).toHaveLength(12)
    await page.getByRole('button', { name: 'Close the pack' }).click()
    await table.waitFor()
    expect(await app.quit()).toBe(0)
    const log = (await appLog(profile)).filter(({ action }) => /^pack\.(view|print)$/.test(action))
    expect(log.map(({ action, detail }) => [action, JSON.parse(detail)])).toMatchObject([
      ['pack.view', { patients: 3, pages: '1-12' }],
      ['pack.print', { patients: 1, pages: '4-4' }],
      ['pack.print', { patients: 3, pages: '1-12' }],
    ])
  })

  test('opens after the password where the record store is damaged, locks like everything else, and opens nothing more', async () => {
    const profile = await seeded()
    const file = join(profile, 'store/clinical.db')
    const bytes = readFileSync(file)
    for (let at = 60; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const app = await appFor({ profile })
    let page = await app.page()
    const comeIn = async () => {
      await page.getByLabel('Password', { exact: true }).waitFor()
      const name = page.getByLabel('User name')
      if (await name.isVisible()) await name.fill(owner.username)
      await page.getByLabel('Password', { exact: true }).fill(owner.password)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Open the downtime pack' }).click()
      await page.getByRole('img', { name: /page 1 of 12/ }).waitFor()
    }
    await comeIn()
    await page.getByText('The record store of this workstation cannot be opened.').waitFor()
    await page.getByRole('button', { name: /Adams/ }).click()
    await expect.poll(() => page.getByLabel('What is printed').innerText()).toContain('Adams, Amy, page 4')
    expect((await printed(page))[0]?.text).toContain('Printed by Ana Rivera, MD')
    // no rail, no search, no chart; a place of the router is not there
    expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0)
    await goTo(page, '/patients')
    expect(await page.getByLabel('Find patients').count()).toBe(0)
    expect(readFileSync(file).equals(bytes)).toBe(true)

    // the machine is locked: so is this
    await app.desktop({ stand: 'power', event: 'lock-screen' })
    page = await app.page(page)
    await page.getByRole('button', { name: 'Unlock' }).waitFor()
    await comeIn()
    // a reload shows it again, with nothing typed
    await page.reload()
    await page.getByRole('img', { name: /page 1 of 12/ }).waitFor()
    await pressLock(page)
    page = await app.page(page)
    await page.getByLabel('User name').waitFor()
    expect(await app.quit()).toBe(0)
    const log = await appLog(profile)
    expect(
      log.map(({ action, outcome }) => `${action} ${outcome}`).filter((each) => /^(session|pack)/.test(each)),
    ).toEqual(
      expect.arrayContaining([
        'session.sign-in refused',
        'session.pack-alone done',
        'pack.view done',
        'pack.print done',
        'session.lock done',
        'session.end done',
      ]),
    )
  })
})
