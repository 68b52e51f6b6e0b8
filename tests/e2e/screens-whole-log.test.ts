/** The log of all workstations on its screen, light and dark and by keyboard: not kept, kept, one entry, what it covers, a patient’s report, the cloud away, deleted. */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { logPrint } from '../../shared/access/log-print.ts'
import { startApp } from '../../tools/kit/app.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { appLog } from '../kit/app-log.ts'
import { busyDesk } from '../kit/busy-desk.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { readPdf } from '../kit/read-pdf.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const minutes = 240_000

async function aDesk(desk: Workstation): Promise<void> {
  const { long: other } = await busyDesk(desk)
  await desk.call(logPrint, { what: 'patient-summary', patientId: other })
}

const entries = (page: Page) => page.getByRole('table', { name: 'Entries' })
const choice = (page: Page, name: string) => page.getByRole('radio', { name })
const rows = async (page: Page): Promise<number> =>
  Number(await entries(page).getAttribute('aria-rowcount')) - 1

describe.skipIf(noKeychain !== null || skipWithout !== null)('screens', () => {
  const postgres = usePostgres()
  const desk = openApp(aDesk)

  test(
    'all workstations: asked for, read, reported on and deleted; without a network it is there, and says as of when',
    { timeout: 900_000 },
    async () => {
      const { page, profile } = desk
      await page.setViewportSize(pictureSize)
      const away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)

      // no cloud: there is nothing to fetch, and the log here goes on being read
      await page.keyboard.press('Alt+l')
      await entries(page).waitFor()
      await choice(page, 'This workstation').focus()
      await page.keyboard.press('ArrowRight')
      await page.getByText('this workstation has none').waitFor()
      await settle(page)
      const found = await takePictures(page, 'whole-log-no-cloud')

      await away.come()
      onTestFinished(() => away.leave())
      await connectOn(page, away.cloud)
      const other = await startApp({ profile: tempFolder() })
      onTestFinished(() => other.kill())
      const second = await other.page()
      await joinOn(page, second)
      // somebody reads a chart at the other one
      await second.keyboard.press('Control+k')
      await second.getByRole('combobox', { name: 'Find a patient or a command' }).fill('feather')
      await second
        .getByRole('option', { name: /Featherstonehaugh/ })
        .first()
        .click()
      await second.getByRole('heading', { level: 1, name: /Featherstonehaugh/ }).waitFor()

      await page.keyboard.press('Alt+l')
      const keep = page.getByRole('button', { name: 'Keep it here' })
      await keep.waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-off')))
      await keep.press('Enter')
      await entries(page).waitFor({ timeout: minutes })
      const again = page.getByRole('button', { name: 'Show what came since' })
      const status = page.getByRole('status').filter({ hasText: /entries of/ })
      await expect
        .poll(
          async () => {
            await again.click()
            return status.innerText()
          },
          { timeout: minutes, interval: 3000 },
        )
        .toMatch(/of 2 workstations/)
      expect(await rows(page)).toBeGreaterThan(400)
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log')))

      // one entry, by keyboard
      await entries(page).locator('tr[data-row="0"]').focus()
      await page.keyboard.press('Enter')
      await page.getByText('read here leaf by leaf').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-entry')))
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'What this covers' }).click()
      const dialog = page.getByRole('dialog', { name: 'What this covers' })
      await dialog.getByRole('table', { name: 'Workstations' }).waitFor()
      expect(await dialog.getByText('(this one)').count()).toBe(1)
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-covers')))
      await page.keyboard.press('Escape')

      // who saw a chart, wherever it was
      await goTo(page, '/audit/patient')
      await page.getByRole('combobox', { name: 'Patient' }).fill('feather')
      await page.getByRole('option', { name: /^Featherstonehaugh/ }).click()
      const report = page.getByRole('article', { name: 'Who saw your data' })
      await report.getByText('All 2 computers').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-patient')))
      const pdf = await readPdf(await page.pdf({ preferCSSPageSize: true }))
      const sheet = pdf.map(({ text: words }) => words).join('\n')
      for (const words of ['Who saw your data', 'All 2 computers', '(this one)', 'up to'])
        expect(sheet).toContain(words)
      await goTo(page, '/audit/disclosures')
      await page.getByRole('table', { name: 'What left' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-left')))

      // without a network it is read as before, and says as of when
      await away.leave()
      await pillSays(page, /Working offline/)
      await goTo(page, '/audit')
      await page.getByText('The cloud cannot be reached. This is as it was').waitFor({ timeout: minutes })
      await entries(page).waitFor()
      expect(await rows(page)).toBeGreaterThan(400)
      await settle(page)
      found.push(...(await takePictures(page, 'whole-log-away')))

      await page.getByRole('button', { name: 'What this covers' }).click()
      await dialog.getByRole('button', { name: 'Stop keeping it here…' }).click()
      await dialog.getByRole('button', { name: 'Delete it here' }).click()
      await page.getByText('of this workstation (').waitFor()
      const acts = (await appLog(profile)).map(({ action, outcome }) => `${action} ${outcome}`)
      for (const act of ['audit.keep-whole done', 'audit.drop-whole done', 'audit.access-report done'])
        expect(acts).toContain(act)
      expect([found, desk.errors]).toEqual([[], []])
    },
  )
})
