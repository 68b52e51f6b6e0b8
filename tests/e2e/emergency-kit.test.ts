/** The emergency kit, on the screen: made and printed, opened with two sheets on a day nobody can sign in, read with, and void afterwards. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { goTo } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

const holders = ['Ana Rivera', 'Maria-Magdalena Featherstonehaugh-Montgomery de la Cruz', 'Chidi Abara']

/** Reads a code off the screen, group by group, as a person copies it. */
const codeOn = async (page: Page, name: string): Promise<string> =>
  (
    await page
      .getByRole('group', { name: `Sheet of ${name}` })
      .locator('span')
      .allInnerTexts()
  ).join('-')

describe.skipIf(noKeychain !== null)('the emergency kit', () => {
  test('is made in Administration, opens the workstation for reading by keyboard, and is void when somebody is back', async () => {
    const profile = await seededProfile(async (desk) => {
      await desk.call(registerPatient, registerPatient.example)
    })
    const app = await appFor({ profile })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await signInOn(page)
    await goTo(page, '/administration/sign-in')
    await page.getByRole('heading', { name: 'Emergency kit' }).waitFor()
    await page.getByText('There is none.').waitFor()
    await page.getByRole('button', { name: 'Make a kit…' }).click()
    for (const [index, name] of holders.entries())
      await page.getByLabel(`Sheet ${index + 1} is for`).fill(name)
    await page.getByLabel('Sheet 3 is for').scrollIntoViewIfNeeded()
    const found = await takePictures(page, 'kit-make')
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: `Sheet of ${holders[0]}` }).waitFor()
    found.push(...(await takePictures(page, 'kit-sheets')))
    const codes = [await codeOn(page, holders[1] ?? ''), await codeOn(page, holders[2] ?? '')]
    await page.getByRole('button', { name: 'Print the three sheets' }).click()
    await page.getByLabel(/printed or written down/).check()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText(/^Made .* by /).waitFor()
    await page.getByRole('heading', { name: 'Emergency kit' }).scrollIntoViewIfNeeded()
    found.push(...(await takePictures(page, 'kit-made')))

    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await locked.setViewportSize(pictureSize)
    await locked.getByRole('button', { name: 'Someone else' }).click()
    await locked.getByRole('button', { name: 'Emergency kit…' }).click()
    await locked.getByRole('heading', { name: 'Open with the emergency kit' }).waitFor()
    await locked.keyboard.type(codes[0] ?? '')
    await locked.keyboard.press('Tab')
    await locked.keyboard.type(codes[0] ?? '')
    await locked.keyboard.press('Tab')
    await locked.keyboard.type('Maria-Magdalena and Chidi')
    await locked.keyboard.press('Tab')
    await locked.keyboard.type('Nobody’s lease holds any more, and the cloud is away.')
    await locked.keyboard.press('Enter')
    await locked.getByText('That is one sheet twice').waitFor()
    found.push(...(await takePictures(locked, 'kit-open')))
    await locked.getByLabel('Another sheet').fill(codes[1] ?? '')
    await locked.keyboard.press('Enter')
    await locked.getByText('Opened with the emergency kit').waitFor()
    await locked.getByLabel('Find patients').fill('okon')
    await locked.getByRole('table', { name: 'Patients found' }).locator('[data-row="0"]').click()
    await locked.getByRole('navigation', { name: 'Sections of the chart' }).waitFor()
    found.push(...(await takePictures(locked, 'kit-chart')))
    expect(await locked.getByRole('button', { name: 'Edit' }).count()).toBe(0)

    await pressLock(locked)
    // nobody's place is kept: whoever comes next signs in whole
    const back = await app.page(locked)
    await back.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await back.setViewportSize(pictureSize)
    await signInOn(back)
    await goTo(back, '/administration/sign-in')
    await back.getByText('It was used, and opens nothing any more').waitFor()
    await back.getByRole('list', { name: 'When a kit was used' }).scrollIntoViewIfNeeded()
    found.push(...(await takePictures(back, 'kit-used')))
    expect(await app.quit()).toBe(0)
    expect(found).toEqual([])
    const log = await appLog(profile)
    const of = (action: string) => log.filter((each) => each.action === action)
    expect(of('session.open-with-kit').map(({ outcome }) => outcome)).toEqual(['refused', 'done'])
    expect(of('kit.note-use')).toHaveLength(1)
    expect(JSON.stringify(log)).not.toContain(codes[0])
  })
})
