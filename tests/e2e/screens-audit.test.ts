/** The audit log on its screen, light and dark and by keyboard: empty, of many, one entry, a patient’s report, and what leaves. */
import { Decrypter } from 'age-encryption'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { copyText } from '../../shared/access/copy-text.ts'
import { logPrint } from '../../shared/access/log-print.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { appLog } from '../kit/app-log.ts'
import { busyDesk } from '../kit/busy-desk.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { readPdf } from '../kit/read-pdf.ts'

const { example } = registerPatient

/** Some months of a small desk: two patients among whom one has a very long name, and what was refused. */
async function aDesk(desk: Workstation): Promise<void> {
  const { patientId, long: other } = await busyDesk(desk)
  await desk.call(copyText, { text: 'x', patientId })
  await desk.call(logPrint, { what: 'patient-summary', patientId: other })
  const nobody = { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a99' }
  await desk.dispatch(getPatient.name, JSON.stringify(nobody))
}

const entries = (page: Page) => page.getByRole('table', { name: 'Entries' })

/** What the log keeps of the last act of a kind. */
const lastOf = async (profile: string, action: string): Promise<unknown> =>
  JSON.parse((await appLog(profile)).findLast((row) => row.action === action)?.detail ?? '{}')

/** What is on paper, once the page says that it prints. */
async function printed(page: Page, press: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const scope = globalThis as unknown as { paper: string | null; print: () => void }
    scope.paper = null
    // what stands there at this moment is what a printer gets
    scope.print = () => {
      scope.paper = document.body.innerHTML
    }
  })
  await press()
  const paper = () => page.evaluate(() => (globalThis as unknown as { paper: string | null }).paper)
  await expect.poll(paper).not.toBeNull()
  return (await paper()) ?? ''
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of a new practice, for whoever reads no chart', () => {
    const one = openApp(() => Promise.resolve(), { treatsPatients: false })

    test('nothing has left it yet, and nobody is asked for', async () => {
      const { page } = one
      await page.setViewportSize(pictureSize)
      await page.keyboard.press('Alt+l')
      await entries(page).waitFor()
      await goTo(page, '/audit/disclosures')
      await page.getByText('Nothing left this workstation').waitFor()
      const found = await takePictures(page, 'audit-nothing-left')
      await goTo(page, '/audit/patient')
      await page.getByText('Whose chart?').waitFor()
      found.push(...(await takePictures(page, 'audit-whose')))
      expect([found, one.errors]).toEqual([[], []])
    })
  })

  describe('of a desk', () => {
    const many = openApp(aDesk)

    test('four hundred entries by keyboard: sorted, filtered, one opened, its session alone', async () => {
      const { page } = many
      await page.setViewportSize(pictureSize)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('audit')
      await page.keyboard.press('Enter')
      await entries(page).waitFor()
      await settle(page)
      const found = await takePictures(page, 'audit-entries')
      const rows = entries(page).getByRole('row')
      await rows.nth(1).focus()
      await page.keyboard.press('End')
      // the last there is: the first that was ever written
      await expect.poll(() => entries(page).locator('tr:focus').innerText()).toContain('Made the practice')
      await page.keyboard.press('Home')

      await entries(page).getByRole('button', { name: 'Patient' }).click()
      await expect.poll(() => rows.nth(1).innerText()).toContain('Featherstonehaugh')
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByLabel('Outcome').selectOption('Refused')
      await expect.poll(() => rows.nth(1).innerText()).toContain('Opened a chart')
      await settle(page)
      found.push(...(await takePictures(page, 'audit-filtered')))
      await page.getByLabel('Outcome').selectOption('Any')
      await page.getByLabel('Order').selectOption('Date and time')
      await expect.poll(() => rows.nth(1).innerText()).toContain('Made the practice')

      await page.getByRole('combobox', { name: 'Patient' }).fill('feather')
      await page.getByRole('option', { name: /^Featherstonehaugh/ }).click()
      await expect.poll(() => rows.nth(1).innerText()).toContain('Registered a patient')
      await rows.nth(3).focus()
      await page.keyboard.press('Enter')
      await page.getByText('It says what was hashed').waitFor()
      expect(await page.getByRole('combobox', { name: 'Patient' }).inputValue()).toContain('Featherstone')
      await settle(page)
      found.push(...(await takePictures(page, 'audit-entry')))
      await page.keyboard.press('Escape')
      await page.getByText('It says what was hashed').waitFor({ state: 'detached' })

      await page.getByRole('button', { name: 'Clear' }).click()
      await expect.poll(() => page.getByRole('combobox', { name: 'Patient' }).inputValue()).toBe('')
      await page.getByLabel('To', { exact: true }).fill('2001-01-01')
      await page.getByText('No entry fits').waitFor()
      found.push(...(await takePictures(page, 'audit-none')))
      expect([found, many.errors]).toEqual([[], []])
    })

    test('filters are saved under a name, and a table is written for whom it says, once', async () => {
      const { app, page, profile } = many
      const folder = tempFolder()
      await goTo(page, '/patients')
      await goTo(page, '/audit')
      await page.getByLabel('What', { exact: true }).selectOption('Looked at medications')
      await page.getByRole('button', { name: 'Reports' }).click()
      await page.getByRole('menuitem', { name: 'Save these filters…' }).click()
      await page.getByLabel('Name of the report').fill('Who looks at medications')
      await page.keyboard.press('Enter')
      await page.getByText('Saved as “Who looks at medications”.').waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByRole('button', { name: 'Reports' }).click()
      await settle(page)
      const found = await takePictures(page, 'audit-reports')
      await page.getByRole('menuitem', { name: 'Who looks at medications', exact: true }).click()
      await page.getByText(/^150 entries/).waitFor()

      await app.desktop({ stand: 'folder', path: folder })
      await page.getByRole('button', { name: 'Export…' }).click()
      await settle(page)
      found.push(...(await takePictures(page, 'audit-hand-out')))
      await page.getByLabel('For whom').selectOption('An authority')
      await page.getByRole('button', { name: 'Choose a folder and write' }).click()
      await page.getByText(/^150 entries in holdfast-audit-report/).waitFor()
      const passphrase = await page.getByRole('group', { name: 'Passphrase' }).innerText()
      found.push(...(await takePictures(page, 'audit-passphrase')))
      await page.getByLabel('The passphrase is noted').check()
      await page.getByRole('button', { name: 'Done' }).click()
      const [file = ''] = readdirSync(folder)
      const age = new Decrypter()
      age.addPassphrase(passphrase)
      const table = await age.decrypt(new Uint8Array(readFileSync(join(folder, file))), 'text')
      expect(table.trim().split('\r\n')).toHaveLength(151)
      expect(await lastOf(profile, 'audit.export-report')).toMatchObject({
        recipient: 'authority',
        purpose: 'review',
        entries: 150,
      })

      const paper = await printed(page, async () => {
        await page.getByRole('button', { name: 'Print…' }).click()
        await page.getByRole('button', { name: 'Print', exact: true }).click()
      })
      expect(paper.match(/Looked at medications<\/td>/g)?.length).toBeGreaterThanOrEqual(150)
      expect(paper).toContain('Of one computer of the practice only')
      expect([found, many.errors]).toEqual([[], []])
    })

    test('how the clock stands is an entry, each says by which it is dated, and entries go out for another system', async () => {
      const { app, page, profile } = many
      await goTo(page, '/patients')
      await goTo(page, '/audit')
      await page.getByLabel('What', { exact: true }).selectOption('State of the clock')
      await page.getByText(/^[1-9]\d* entr(?:y|ies) of/).waitFor()
      await entries(page).getByText('State of the clock').first().click()
      await page.getByRole('heading', { name: 'The clock it is dated by' }).waitFor()
      const state = page.getByText(
        /^(?:Synchronised|Not synchronised|The operating system does not say)[^)]*\(entry \d+\)$/,
      )
      await state.scrollIntoViewIfNeeded()
      await settle(page)
      const found = await takePictures(page, 'audit-clock')
      const folder = tempFolder()
      await app.desktop({ stand: 'folder', path: folder })
      await page.getByRole('button', { name: 'Export…' }).click()
      await page
        .getByLabel('As', { exact: true })
        .selectOption('FHIR AuditEvent (NDJSON), for another system')
      // who administers may
      await page.getByLabel('Encrypt it with a passphrase').uncheck()
      await page.getByRole('button', { name: 'Choose a folder and write' }).click()
      await page.getByText(/in holdfast-audit-events/).waitFor()
      const [file = ''] = readdirSync(folder)
      const [event] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')
      expect(JSON.parse(event ?? '')).toMatchObject({ resourceType: 'AuditEvent', outcome: '0' })
      expect(await lastOf(profile, 'audit.export-report')).toMatchObject({
        format: 'fhir',
        purpose: 'review',
      })
      expect([found, many.errors]).toEqual([[], []])
    })

    test('from the chart to the patient’s report, in their words, and on paper with what it covers', async () => {
      const { page, profile } = many
      await page.keyboard.press('Alt+p')
      await page.getByLabel('Find patients').fill(example.demographics.family)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Who saw it' }).click()
      const report = page.getByRole('article', { name: 'Who saw your data' })
      await report.getByText('Looked at your medications').waitFor()
      const text = await report.innerText()
      expect(text).toContain('One computer only')
      expect(text).toContain('Ana Rivera')
      // no code, id or name of ours is in it
      expect(text).not.toMatch(/[a-z]+\.[a-z]+-?[a-z]*\b(?<!\.\w)|[0-9a-f]{8}-|audit|chart\.|undefined|null/)
      await settle(page)
      const found = await takePictures(page, 'audit-patient')
      await printed(page, async () => {
        await page.getByRole('button', { name: 'Print…' }).click()
        await page.getByRole('button', { name: 'Print', exact: true }).click()
      })
      const pdf = await readPdf(await page.pdf({ preferCSSPageSize: true }))
      const sheet = pdf.map(({ text: words }) => words).join('\n')
      for (const words of ['Who saw your data', 'One computer only', 'printed by Ana Rivera, MD'])
        expect(sheet).toContain(words)
      expect(await lastOf(profile, 'audit.print')).toMatchObject({ recipient: 'patient', purpose: 'request' })

      // the print itself is in the next report, with for whom it was
      await goTo(page, '/audit/disclosures')
      const table = page.getByRole('table', { name: 'What left' })
      await expect.poll(() => table.getByRole('row').nth(1).innerText()).toContain('The patient')
      await settle(page)
      found.push(...(await takePictures(page, 'audit-left')))
      await goTo(page, '/audit/patient')
      await page.getByRole('combobox', { name: 'Patient' }).fill('feather')
      await page.getByRole('option', { name: /^Featherstonehaugh/ }).click()
      await report.getByText('Featherstonehaugh').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'audit-patient-long')))
      expect([found, many.errors]).toEqual([[], []])
    })
  })
})
