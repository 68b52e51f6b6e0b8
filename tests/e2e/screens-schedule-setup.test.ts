/** Setting up the schedule, light and dark and by keyboard: hours as they are typed, blocked time, kinds of visits, rooms, the practice's rules. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { goTo, settle } from '../../tools/screens/visit.ts'
import { useDemoApp } from '../kit/demo-app.ts'
import { takePictures } from '../kit/pictures.ts'
import { noKeychain } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('setting up the schedule', () => {
  const demo = useDemoApp(12)
  const errors: string[] = []
  let page: Page
  const found: string[] = []
  const picture = async (name: string) => {
    await settle(page)
    found.push(...(await takePictures(page, `schedule-setup-${name}`)))
  }
  const part = (name: string) =>
    page.getByRole('radiogroup', { name: 'Part of the schedule' }).getByText(name).click()

  test('hours of a provider: a week from above, others typed by keyboard, a date, a copy', async () => {
    page = demo.page
    page.on('pageerror', (error) => errors.push(String(error)))
    await demo.signIn()
    await goTo(page, '/administration/schedule')
    await page.getByRole('heading', { name: 'Ana Rivera, MD' }).waitFor()
    await picture('hours')
    await page.getByRole('button', { name: 'Thomas Brannigan, MD' }).click()
    await page.getByText('Kept for some').waitFor()
    await picture('hours-kept')

    await page.getByRole('button', { name: 'Weekly hours' }).click()
    await page.getByLabel('Saturday').focus()
    await page.keyboard.type('8-12, 12-5-6')
    await page.getByText('Not hours that can be read').waitFor()
    await picture('hours-typing')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('9-12, 1-3:30')
    await page.getByText('9 AM–noon, 1 PM–3:30 PM').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('img', { name: /Saturday 9 AM–noon, 1 PM–3:30 PM/ }).waitFor()

    await page.getByRole('button', { name: 'Copy a week' }).click()
    await page.getByRole('combobox', { name: 'From' }).click()
    await page.getByRole('option', { name: 'Ana Rivera, MD' }).click()
    await picture('copy')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Hours of one date' }).click()
    await picture('hours-date')
    await page.keyboard.press('Escape')
    expect([found, errors]).toEqual([[], []])
  })

  test('blocked time: what is blocked, and who is booked in what would be', async () => {
    await part('Blocked time')
    await page.getByRole('table', { name: 'Blocked time' }).waitFor()
    await picture('blocks')
    await page.getByRole('button', { name: 'Block time' }).click()
    const side = page.getByRole('complementary', { name: 'Block time' })
    await side.getByLabel('Goes on without an end').check()
    await side.getByRole('heading', { name: /booked in it$/ }).waitFor()
    await picture('block')
    await side.getByLabel('Goes on without an end').uncheck()
    await side.getByLabel('Times').fill('12-1')
    await side.getByLabel('Note').fill('Fire drill')
    await side.getByRole('button', { name: 'Block it' }).click()
    const row = page.getByRole('row', { name: /Fire drill/ })
    await row.waitFor()
    await row.click()
    await page.getByRole('button', { name: 'Open this time' }).click()
    await page.getByText('The time can be booked again.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await row.waitFor()
    expect([found, errors]).toEqual([[], []])
  })

  test('kinds of visits, rooms and rules', async () => {
    await part('Kinds of visits')
    const types = page.getByRole('table', { name: 'Kinds of visits' })
    await types.getByText('Annual physical').waitFor()
    await picture('types')
    await types.getByText('Minor procedure').click()
    const side = page.getByRole('complementary', { name: 'Minor procedure' })
    await side.getByLabel('Length').fill('50')
    await picture('type')
    await side.getByRole('button', { name: 'Save' }).click()
    await types.getByRole('row', { name: /Minor procedure.*50/ }).waitFor()
    await types.getByText('Minor procedure').click()
    await side.getByRole('button', { name: 'Archive' }).click()
    await page.getByText('“Minor procedure” is archived.').waitFor()
    await types.getByText('Minor procedure').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await types.getByText('Minor procedure').waitFor()

    await part('Providers, rooms, equipment')
    const table = page.getByRole('table', { name: 'What is booked' })
    await table.getByText('Ana Rivera, MD').first().click()
    await picture('provider')
    await page.keyboard.press('Escape')
    await page.getByRole('radiogroup', { name: 'What is booked' }).getByText('Rooms').click()
    await page.getByRole('button', { name: 'New room' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Exam 7')
    await picture('room')
    await page.getByRole('button', { name: 'Add it' }).click()
    await table.getByText('Exam 7').waitFor()

    await page.getByRole('radiogroup', { name: 'What is booked' }).getByText('Providers').click()
    await page.getByRole('button', { name: 'New provider' }).click()
    const long = 'Alexandrina Konstantinopoulou-Montgomery y Vasconcelos, MD, PhD, FAAFP'
    await page.getByLabel('Name', { exact: true }).fill(long)
    await page.getByRole('button', { name: 'Add it' }).click()
    await table.getByText(long).waitFor()
    await picture('providers')
    await part('Hours')
    await page.getByRole('button', { name: long }).click()
    await page.getByText('No hours yet').waitFor()
    await picture('hours-none')

    await part('Rules')
    await page.getByLabel('Arrived, for a room').fill('20')
    await picture('rules')
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('Saved.', { exact: true }).last().waitFor()
    await goTo(page, '/administration/locations')
    await page.getByText('Harbor Street Family Medicine, Salem').click()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await picture('time-zone')
    expect([found, errors]).toEqual([[], []])
  })
})
