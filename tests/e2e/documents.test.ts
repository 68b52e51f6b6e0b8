/** Scans and letters on the screen: added by keyboard, seen at once and on another workstation, and never on a disk in the clear. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { appFor } from '../kit/app.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { aPdf, aPng, filesIn } from '../kit/documents.ts'
import { findOnDisk, keysOf } from '../kit/leaks.ts'
import { spellings } from '../kit/memory.ts'
import { takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'

/** Tab, as often as it takes, to the field or button of this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const at = () =>
    page.evaluate(() => {
      const focused = document.activeElement
      const labels =
        focused instanceof HTMLInputElement ||
        focused instanceof HTMLSelectElement ||
        focused instanceof HTMLTextAreaElement
          ? [...(focused.labels ?? [])].map((label) => label.textContent)
          : []
      return [labels[0], focused?.getAttribute('aria-label'), focused?.textContent].find(Boolean) ?? ''
    })
  for (let n = 0; n < 60; n += 1) {
    if ((await at()) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${name} by Tab`)
}

/** Adds files to the chart that is open, without a mouse. */
async function addByKeys(app: App, page: Page, paths: string[], title: string): Promise<void> {
  await page.keyboard.press('Alt+d')
  const choose = page.getByRole('button', { name: 'Choose files' })
  await expect.poll(() => choose.evaluate((button) => button === document.activeElement)).toBe(true)
  await app.desktop({ stand: 'files', paths })
  await page.keyboard.press('Enter')
  await page.getByRole('list', { name: 'Files of the document' }).waitFor()
  await tabTo(page, 'Kind')
  await page.keyboard.type('Con')
  await tabTo(page, 'Date on it')
  await page.keyboard.type('1/15/2026')
  await tabTo(page, 'Title')
  await page.keyboard.type(title)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('complementary', { name: `${title}, 01/15/2026` }).waitFor()
}

const documentsOf = async (page: Page, patientId: string) => {
  await goTo(page, `/chart/${patientId}/documents`)
  await page.getByRole('heading', { level: 2, name: 'Documents' }).waitFor()
}
const isDrawn = (page: Page) =>
  page
    .getByRole('complementary')
    .locator('canvas[data-drawn]')
    .evaluateAll(([canvas]) => canvas instanceof HTMLCanvasElement && canvas.width > 0)

describe.skipIf(noKeychain !== null)('a document on the disk', () => {
  // put together here, so that this file's own text in some cache is not what is found
  const marked = ['Zyxolarn', 'quevith'].join('')

  test('after it was added, looked at and the app was killed, no file holds a word of it, its name or its bytes', async () => {
    const started = Date.now()
    let patientId = ''
    const profile = await seededProfile(async (desk) => {
      ;({ patientId } = await desk.call(registerPatient, registerPatient.example))
    })
    const scans = join(tempFolder(), 'scans')
    const bytes = aPdf(3, 3 * 300 * 300, marked)
    const paths = filesIn(scans, { [`${marked}.pdf`]: bytes })
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await documentsOf(page, patientId)
    await addByKeys(app, page, paths, marked)
    await expect.poll(() => isDrawn(page), { timeout: 60_000 }).toBe(true)
    const needles = new Map([
      ...(await keysOf(profile)),
      ...spellings('words', marked),
      ['bytes', bytes.subarray(2000, 2048)],
    ])
    await app.kill()
    // what was scanned is where the scanner put it; that is not ours
    rmSync(scans, { recursive: true })
    expect(findOnDisk(profile, needles, started)).toEqual([])
  })
})

describe.skipIf(skipWithout !== null || noKeychain !== null)('a document on two workstations', () => {
  const postgres = usePostgres()
  const folders = [makeFolder(), makeFolder()] as const
  let away: CloudThatLeaves
  let apps: [App, App]
  let one: Page
  let two: Page
  let patientId = ''

  beforeAll(async () => {
    await seededProfile(async (desk) => {
      ;({ patientId } = await desk.call(registerPatient, registerPatient.example))
    }, folders[0])
    away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    apps = [await startApp({ profile: folders[0] }), await startApp({ profile: folders[1] })]
    ;[one, two] = [await apps[0].page(), await apps[1].page()]
    await signInOn(one)
  }, 240_000)

  afterAll(async () => {
    for (const app of apps) await app.kill()
    await away.leave()
    for (const folder of folders) removeFolder(folder)
  })

  test('what one adds the other sees, opens and can say is wrong', async () => {
    await connectOn(one, away.cloud)
    await joinOn(one, two)
    await documentsOf(two, patientId)
    await documentsOf(one, patientId)
    const paths = filesIn(join(tempFolder(), 'scans'), {
      'front.png': aPng(300, 200),
      'back.png': aPng(300, 200),
    })
    await addByKeys(apps[0], one, paths, 'Consent, both sides')
    const detail = one.getByRole('complementary', { name: /^Consent, both sides/ })
    await expect
      .poll(() => detail.innerText(), { timeout: 60_000 })
      .toContain('On this computer and in the cloud')
    await pillSays(one, 'Up to date')

    await two.getByText('Consent, both sides').waitFor({ timeout: 60_000 })
    await two.locator('[data-row="0"]').focus()
    await two.keyboard.press('Enter')
    const there = two.getByRole('complementary', { name: /^Consent, both sides/ })
    const picture = there.getByRole('img', { name: 'front.png' })
    await expect
      .poll(() => picture.evaluateAll(([img]) => img instanceof HTMLImageElement && img.naturalWidth), {
        timeout: 60_000,
      })
      .toBe(300)
    await tabTo(two, 'Mark as entered in error')
    await two.keyboard.press('Enter')
    await two.keyboard.type('The form of another patient')
    await two.keyboard.press('Enter')
    await expect
      .poll(() => detail.innerText(), { timeout: 60_000 })
      .toContain('Entered in error: The form of another patient')
  })

  test('what is added while the cloud is away is shown at once, says so, and goes when it is back', async () => {
    await away.leave()
    await pillSays(one, /^Working offline since /)
    await documentsOf(one, patientId)
    const paths = filesIn(join(tempFolder(), 'scans'), { 'letter.pdf': aPdf(2) })
    await addByKeys(apps[0], one, paths, 'Letter by hand')
    const detail = one.getByRole('complementary', { name: /^Letter by hand/ })
    await expect.poll(() => isDrawn(one), { timeout: 60_000 }).toBe(true)
    await expect.poll(() => detail.innerText()).toContain('It is sent when the cloud is back')
    const found = await takePictures(one, 'documents-offline')
    await away.come()
    for (const page of [one, two]) await pillSays(page, 'Up to date')
    await documentsOf(two, patientId)
    await two.getByText('Letter by hand').click()
    await expect.poll(() => isDrawn(two), { timeout: 60_000 }).toBe(true)
    expect(found).toEqual([])
  })
})
