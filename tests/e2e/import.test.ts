/** Bringing in the records of another system from the screen, as a person does it: choose, watch, stop, read what came of it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { gateAfter, noKeychain, pressLock, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('importing', () => {
  const opened = openApp(() => Promise.resolve())
  const folder = (name: string, files: Parameters<typeof folderOf>[0]): string => {
    // beside what the app keeps, so that it goes with it
    const path = join(opened.profile, 'to-import', name)
    mkdirSync(path, { recursive: true })
    return folderOf(files, path)
  }
  const outcome = (text: RegExp) => opened.page.getByText(text).first().waitFor({ timeout: 60_000 })
  const choose = async (path: string | null) => {
    const { app, page } = opened
    await goTo(page, '/import')
    await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor()
    await app.desktop({ stand: 'folder', path })
    await page.getByRole('button', { name: 'Choose a folder' }).click()
  }
  const cell = (row: string, column: number) =>
    opened.page
      .getByRole('row', { name: new RegExp(`^${row} `) })
      .getByRole('cell')
      .nth(column)
      .innerText()

  test('nothing chosen is nothing done; a folder without FHIR, or that is gone, is said so', async () => {
    const { page } = opened
    await choose(null)
    await expect.poll(() => page.getByRole('button', { name: 'Choose a folder' }).isEnabled()).toBe(true)
    expect(await page.getByLabel('Which system is it from?').count()).toBe(0)
    await choose(folder('papers', { 'letter.txt': 'no FHIR' }))
    await page.getByText(/There is no file in it that can be imported/).waitFor()
    await expect.poll(() => page.getByRole('button', { name: /^Import 0 files/ }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Not now' }).click()
    await choose('/nonexistent/folder')
    await page.getByRole('alert').filter({ hasText: 'cannot be read' }).waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
  })

  test('what came in is counted by type, what was refused is listed with file, line and reason; a patient of it is opened', async () => {
    const { page } = opened
    const path = folder('lakeside', {
      'Patient.ndjson': ndjson(
        aPatient('p1', { name: [{ family: 'Oyelaran', given: ['Titilayo'] }] }),
        aPatient('p2', { birthDate: '1980-02-30' }),
        '{"resourceType":"Patient","id":',
      ),
      'Observation.ndjson': ndjson(anObservation('o1', 'p1'), anObservation('o2', 'nobody'), {
        resourceType: 'Spaceship',
        id: 's1',
      }),
    })
    await choose(path)
    await page.getByRole('heading', { name: 'lakeside' }).waitFor()
    await page.getByText(/^2 files, /).waitFor()
    await page.getByLabel('Which system is it from?').fill('Lakeside Clinic, old EHR')
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    await outcome(/new, 0 changed, 0 were here already/)
    await expect.poll(() => cell('Patient', 1)).toBe('1')
    await expect.poll(() => cell('Patient', 4)).toBe('1')
    await expect.poll(() => cell('Observation', 1)).toBe('1')
    const refused = page.getByRole('list').filter({ hasText: 'Patient.ndjson' })
    await expect.poll(() => refused.getByRole('listitem').count()).toBe(4)
    const lines = await refused.getByRole('listitem').allInnerTexts()
    expect(lines.join('\n')).toMatch(/not a date or time FHIR allows[\s\S]*Patient\.ndjson:2/)
    expect(lines.join('\n')).toMatch(/Patient\.ndjson:3/)
    expect(lines.join('\n')).toMatch(/neither in this import nor in the records[\s\S]*Observation\.ndjson:2/)
    expect(lines.join('\n')).toMatch(/not one of FHIR R4[\s\S]*Observation\.ndjson:3/)

    await page.keyboard.press('Control+k')
    await page.keyboard.type('oyelaran')
    await page.getByRole('option', { name: /Oyelaran/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Titilayo Oyelaran' }).waitFor()
    await page.keyboard.press('Alt+7')
    await page.getByRole('heading', { level: 2, name: 'Results' }).waitFor()
  })

  test('the same folder again changes nothing, and says so', async () => {
    const { page } = opened
    await goTo(page, '/import')
    await choose(join(opened.profile, 'to-import', 'lakeside'))
    await page.getByLabel('Which system is it from?').fill('Lakeside Clinic, old EHR')
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    await outcome(/Everything was here already: nothing changed/)
    const runs = page.getByRole('table', { name: 'Imports on this workstation' })
    await expect.poll(() => runs.getAttribute('aria-rowcount')).toBe('3')
  })

  test('a long one shows how far it is while one works elsewhere, and stops when it is told to, or at a lock', async () => {
    const { app, page } = opened
    const people = Array.from({ length: 200 }, (_, n) => aPatient(`q${n}`))
    const values = Array.from({ length: 60_000 }, (_, n) => anObservation(`v${n}`, `q${n % 200}`))
    const path = folder('large', {
      'Patient.ndjson': ndjson(...people),
      'Observation.ndjson': ndjson(...values),
    })
    await choose(path)
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    const progress = page.getByRole('status').filter({ hasText: /resources · .* a second/ })
    await progress.waitFor()
    await page.getByRole('progressbar', { name: 'Import' }).waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Choose a folder' }).isDisabled()).toBe(true)
    // it runs on, and whoever works meanwhile finds what is in already
    await page.keyboard.press('Control+k')
    await page.keyboard.type('oyelaran')
    await page.getByRole('option', { name: /Oyelaran/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Titilayo Oyelaran' }).waitFor()
    await page.keyboard.press('Alt+i')
    await page.getByRole('button', { name: 'Cancel the import' }).click()
    await outcome(/Cancelled\. What had come in stays/)
    const runs = page.getByRole('table', { name: 'Imports on this workstation' })
    await expect.poll(async () => (await runs.innerText()).includes('Cancelled')).toBe(true)

    // a lock stops it as well, and it is told so afterwards
    await choose(path)
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    await progress.waitFor()
    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await signInOn(locked)
    opened.page = locked
    await locked.getByRole('heading', { name: 'Import', level: 1 }).waitFor()
    await outcome(/Interrupted: the workstation was locked or stopped/)

    // what had come in is whole: the patients were read first
    await locked.keyboard.press('Alt+p')
    const everyone = locked.getByRole('table', { name: 'Everyone' })
    await expect.poll(() => everyone.getAttribute('aria-rowcount')).toBe('202')
    expect(opened.errors).toEqual([])
  })
})
