/** What is printed says on paper by whom, goes to a printer by its name, and is recorded for whom; what is given out stands in the patient's list (A14, X4). */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { givenFor, givenTo } from '../../shared/audit/handing-out.ts'
import { disclosures, disclosureWays } from '../../shared/disclosures/disclosure.ts'
import { addDays, instantOf } from '../../shared/kernel/time.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { appLog } from '../kit/app-log.ts'
import { seedWholePatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { many, pictureSize, takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { printersIn } from '../kit/printers.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const long = { family: 'Featherstonehaugh-Montgomery de la Cruz y Villanueva', given: 'Maria-Magdalena' }
const longName =
  'Commonwealth of Massachusetts, Department of Public Health, Bureau of Infectious Disease and Laboratory Sciences'
const ids = { okon: '', long: '' }

/** Two charts: of one nothing was given out yet, of the other a lot. */
async function aPractice(desk: Workstation): Promise<void> {
  const register = (family: string, given: string) => seedWholePatient(desk, family, given)
  ids.okon = await register('Okon', 'Raeann')
  ids.long = await register(long.family, long.given)
  const { store, actor } = desk.session
  const today = instantOf(Date.now()).slice(0, 10)
  command(store, (tx) => {
    for (let n = 0; n < many(400, 40); n += 1) {
      const at = <T>(of: readonly T[]): T => of[n % of.length] as T
      const recipient = at(givenTo)
      tx.put(disclosures, {
        id: crypto.randomUUID(),
        patientId: ids.long,
        day: addDays(today, -2 - 3 * n),
        recipient,
        recipientName: recipient === 'patient' ? '' : n % 7 === 3 ? longName : 'Harborview Hospital',
        recipientAddress: n % 3 === 1 ? '1 Main Street, Boston, MA 02110' : '',
        what: n % 5 === 2 ? 'Results of the last two years, and the letters that came with them' : 'Problems',
        purpose: at(givenFor),
        purposeText: at(givenFor) === 'other' ? 'For the school, as the mother asked' : '',
        how: at(disclosureWays),
        notToldUntil: recipient === 'police' && n < 9 ? addDays(today, 20) : null,
        corrects: null,
        mistaken: false,
        why: '',
        by: actor.id,
        at: instantOf(Date.now() - n * 86_400_000),
      })
    }
  })
}

describe.skipIf(noKeychain !== null)('given out', () => {
  const folder = makeFolder()
  afterAll(() => removeFolder(folder))
  const paper = printersIn(folder)
  // its own, so that what others put down for a while is not taken for the app's
  const passing = join(folder, 'passing')
  mkdirSync(passing)
  const one = openApp(aPractice, {}, { ...paper.env, TMPDIR: passing })
  const last = async (action: string) => {
    const entry = (await appLog(one.profile)).findLast((row) => row.action === action)
    return { ...entry, detail: JSON.parse(entry?.detail ?? '{}') as Record<string, unknown> }
  }
  const panel = (page: Page) => page.getByRole('form', { name: 'Print' })
  const pressPrint = async (page: Page) => {
    await page.getByRole('button', { name: 'Print', exact: true }).click()
    await panel(page).waitFor()
  }
  const said = /printed by Ana Rivera, MD ?, .*\d{4}.*\d:\d\d.*, workstation \S+/

  test('X4: the list of patients and a chart say on paper by whom, when and where they were printed, go to a printer by its name, and are recorded', async () => {
    const { page, profile } = one
    await page.setViewportSize(pictureSize)
    const before = readdirSync(passing)
    await page.keyboard.press('Alt+p')
    await page.getByLabel('Find patients').waitFor()
    await pressPrint(page)
    await settle(page)
    const found = await takePictures(page, 'print-panel')
    // one key more than the button: for the practice's own use, where it was printed last
    const list = await paper.printed(() => page.keyboard.press('Enter'))
    expect(list.pages.filter((page) => !said.test(page))).toEqual([])
    expect(list.printer).toBe('front-desk')
    expect(await last('print')).toMatchObject({
      outcome: 'done',
      subject: null,
      detail: { what: 'patient-list', recipient: 'practice', purpose: 'operations', printer: 'front-desk' },
    })

    await goTo(page, `/chart/${ids.okon}/problems`)
    await page.getByRole('heading', { name: 'Problems' }).waitFor()
    await page.keyboard.press('Control+p')
    await panel(page).waitFor()
    await panel(page).getByLabel('Printer').selectOption('back-office')
    const chart = await paper.printed(() => panel(page).getByRole('button', { name: 'Print' }).click())
    expect(chart.pages.filter((page) => !said.test(page))).toEqual([])
    expect(chart.text).toContain('Okon')
    expect(chart.printer).toBe('back-office')
    await expect
      .poll(async () => (await appLog(profile)).filter(({ action }) => action === 'print.send').length)
      .toBe(2)
    expect(await last('print')).toMatchObject({ subject: ids.okon, detail: { printer: 'back-office' } })
    // the last one is remembered, by the workstation
    await pressPrint(page)
    await expect.poll(() => panel(page).getByLabel('Printer').inputValue()).toBe('back-office')
    await page.keyboard.press('Escape')
    // nothing of ours lies where files for a while do
    const fresh = readdirSync(passing).filter((name) => !before.includes(name))
    expect(fresh.filter((name) => /pdf|print|holdfast/i.test(name))).toEqual([])
    expect([found, one.errors]).toEqual([[], []])
  })

  test('A14: one key says that it is given out, and to whom; it stands in the chart, is corrected there, and the patient has their list', async () => {
    const { app, page } = one
    await goTo(page, `/chart/${ids.okon}/disclosures`)
    await page.getByText('Nothing of this record was given out.').waitFor()
    await settle(page)
    const found = await takePictures(page, 'disclosures-none')
    await page.getByRole('link', { name: 'Problems' }).first().click()
    await page.getByRole('heading', { name: 'Problems' }).waitFor()
    await pressPrint(page)
    await page.keyboard.press('t')
    await page.keyboard.type('Harborview Hospital, Dr Ola')
    await settle(page)
    found.push(...(await takePictures(page, 'print-given')))
    const sheet = await paper.printed(() => page.keyboard.press('Enter'))
    expect(sheet.printer).toBe('back-office')
    expect((await last('print')).detail).toMatchObject({ recipient: 'provider', purpose: 'treatment' })

    // what is copied is given out by one key after it
    await goTo(page, `/chart/${ids.okon}/disclosures`)
    const rows = page.getByRole('table', { name: 'Disclosures' }).getByRole('row')
    await rows.nth(1).focus()
    await page.keyboard.press('Control+c')
    await page.getByText(/rows copied/).waitFor()
    await page.keyboard.press('Alt+o')
    await page.getByLabel('Public health').check()
    await page.getByLabel('Name of the person or office').fill('County Department of Health')
    await settle(page)
    found.push(...(await takePictures(page, 'disclosures-copied')))
    await page.keyboard.press('Enter')
    await expect.poll(() => rows.count()).toBe(3)

    await page.getByRole('button', { name: 'Record a disclosure' }).click()
    await page.getByLabel('Given to').selectOption('Law enforcement')
    await page.getByLabel('Name of the person or office').fill('City police')
    await page.getByLabel('What, in brief').fill('That she was here on 3 March')
    await settle(page)
    found.push(...(await takePictures(page, 'disclosures-record')))
    await page.getByRole('button', { name: 'Write it down' }).click()
    await expect.poll(() => rows.count()).toBe(4)
    await rows.filter({ hasText: 'City police' }).click()
    await page.getByRole('button', { name: 'Correct…' }).click()
    await page.getByLabel('What is wrong with it').fill('It was not given in the end.')
    await page.getByLabel('Nothing was given at all').check()
    await page.getByRole('button', { name: 'Write it down' }).click()
    await expect.poll(() => rows.count()).toBe(5)

    await page.getByRole('button', { name: 'For the patient' }).click()
    const account = page.getByRole('article', { name: 'To whom we gave your data' })
    await account.getByText('County Department of Health').waitFor()
    const text = await account.innerText()
    expect(text).toContain('Harborview Hospital, Dr Ola')
    expect(text).not.toContain('City police')
    await page.getByRole('button', { name: 'Print', exact: true }).click()
    await panel(page).waitFor()
    const told = await paper.printed(() => page.keyboard.press('Enter'))
    expect(told.text).toContain('County Department of Health')
    expect((await last('print')).detail).toMatchObject({ recipient: 'patient', purpose: 'request' })
    const chosen = tempFolder()
    await app.desktop({ stand: 'folder', path: chosen })
    await page.getByRole('button', { name: 'As a table…' }).click()
    await page.getByLabel('Encrypt it with a passphrase').uncheck()
    await page.getByRole('button', { name: 'Choose a folder and write' }).click()
    await page.getByText(/^2 lines in holdfast-disclosures-/).waitFor()
    expect(readdirSync(chosen)).toHaveLength(1)
    expect([found, one.errors]).toEqual([[], []])
  })

  test('of many, with long names, and what is not told yet; whose list it is to be is found by name', async () => {
    const { page } = one
    await goTo(page, `/chart/${ids.long}/disclosures`)
    const rows = page.getByRole('table', { name: 'Disclosures' }).getByRole('row')
    await rows.nth(1).click()
    await page.getByRole('button', { name: 'Correct…' }).waitFor()
    await settle(page)
    const found = await takePictures(page, 'disclosures-one')
    await page.getByRole('complementary', { name: 'Disclosure' }).getByLabel('Close').click()
    await settle(page)
    found.push(...(await takePictures(page, 'disclosures-many')))
    await goTo(page, '/privacy/disclosures')
    await page.getByText('Whose data?').waitFor()
    await page.getByRole('combobox', { name: 'Patient' }).fill('feather')
    await page.getByRole('option', { name: /^Featherstonehaugh/ }).waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'disclosures-whose')))
    await page.keyboard.press('Enter')
    await page.getByText('an authority has asked').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'disclosures-account')))
    expect([found, one.errors]).toEqual([[], []])
  })
})
