/** Reports and calendars as a practice of sixty providers sees them: pictures light and dark, by keyboard, and what is written to files. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { saveBlock } from '../../shared/schedule/save-block.ts'
import { settle } from '../../tools/screens/visit.ts'
import { runOn } from '../kit/bridge.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { readCalendarText } from '../kit/read-calendar.ts'
import { fillReportedWeeks, longProvider } from '../kit/reported-weeks.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const choose = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'Report', exact: true }).getByText(name).click()
const counted = async (page: Page) => {
  await page.getByText(/^Counted at/).waitFor()
  await settle(page)
}

/** Nobody can be booked on these days: said at the vault's door, as by somebody at another screen. */
const closeFor = async (page: Page, firstDay: string) => {
  const today = new Date().toISOString().slice(0, 10)
  const block = { ...saveBlock.example.block, firstDay, lastDay: today }
  const reply = await runOn(page, saveBlock.name, { ...saveBlock.example, block })
  if (!reply.ok) throw new Error(reply.error.reason)
}

describe.skipIf(noKeychain !== null)('reports and calendars', () => {
  const opened = openApp((desk) => fillReportedWeeks(desk))
  const found: string[] = []
  const picture = async (name: string) => {
    await settle(opened.page)
    found.push(...(await takePictures(opened.page, `reports-${name}`)))
  }
  /** A number of all, as it stands above the table. */
  const figure = (head: string) =>
    opened.page.getByLabel('Of all of it').locator('div', { hasText: head }).first().locator('dd').innerText()

  test('from the schedule by keyboard: how much of whose time is used, over time as a line and as numbers', async () => {
    const { page } = opened
    await page.setViewportSize(pictureSize)
    await page.keyboard.press('Alt+s')
    await page.getByRole('button', { name: 'More' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Reports' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Schedule reports' }).waitFor()
    await counted(page)
    const table = page.getByRole('table', { name: 'Use of time by provider' })
    expect(await table.getAttribute('aria-rowcount')).toBe('61')
    expect(Number.parseFloat(await figure('Booked, of open'))).toBeGreaterThan(1)
    await picture('use')

    await page.getByRole('radiogroup', { name: 'Over time, as' }).getByText('Numbers').click()
    await page.getByRole('table', { name: 'Booked, of open hours by day' }).waitFor()
    await picture('use-numbers')
    await page.getByRole('radiogroup', { name: 'Whose time' }).getByText('Rooms').click()
    await page.getByRole('table', { name: 'Use of time by room' }).waitFor()
    await counted(page)
    await picture('rooms')
    await page.getByLabel('Location').selectOption('Northside')
    await page.getByRole('row', { name: /Procedures 1/ }).waitFor({ state: 'detached' })
    await page.getByLabel('Location').selectOption('')
    await counted(page)
    // numbers that are read stay as they are until somebody asks
    const open = await figure('Open')
    await closeFor(page, new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10))
    await page.getByText('The schedule has changed since.').waitFor()
    await picture('changed-since')
    expect(await figure('Open')).toBe(open)
    await page.getByRole('button', { name: 'Count again' }).focus()
    await page.keyboard.press('r')
    await page.getByText('The schedule has changed since.').waitFor({ state: 'detached' })
    await counted(page)
    expect(await figure('Open')).not.toBe(open)
    expect([found, opened.errors]).toEqual([[], []])
  })

  test('no-shows of a year, waits of one with a very long name, the third free time', async () => {
    const { page, app } = opened
    await choose(page, 'No-shows')
    await page.getByRole('table', { name: 'No-shows by provider' }).waitFor()
    await page.getByLabel('Days', { exact: true }).selectOption('365')
    await page.getByRole('heading', { name: 'No-show rate, by week' }).waitFor()
    await counted(page)
    const rate = Number.parseFloat(await figure('No-show rate'))
    expect([rate > 1, rate < 15]).toEqual([true, true])
    await picture('no-shows')

    const folder = tempFolder()
    await app.desktop({ stand: 'folder', path: folder })
    await page.getByRole('button', { name: 'Write a file (CSV)' }).click()
    await page.getByText(/is written\. It is not encrypted/).waitFor()
    const [file = ''] = readdirSync(folder)
    const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(62)
    expect(lines.find((line) => line.includes('Featherstonehaugh'))).toContain(`"${longProvider}"`)
    expect(lines.at(-1)?.split(',')[5]).toBe(String(rate))

    await choose(page, 'Waiting')
    const whose = page.getByRole('combobox', { name: 'Providers' })
    await whose.fill('feather')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const waits = page.getByRole('table', { name: 'Waiting by provider' })
    await expect.poll(() => waits.getAttribute('aria-rowcount')).toBe('2')
    await counted(page)
    await picture('waits-one')
    await whose.press('Backspace')
    await page.keyboard.press('Escape')
    await expect.poll(() => waits.getAttribute('aria-rowcount')).toBe('61')
    await counted(page)
    await picture('waits')

    await choose(page, 'Third next')
    await page.getByRole('table', { name: 'Third next by provider' }).waitFor()
    await counted(page)
    await picture('access')

    // days in which nothing was
    await choose(page, 'No-shows')
    await page.getByLabel('Days', { exact: true }).selectOption('days')
    await page.getByLabel('First day').fill('01/05/2020')
    await page.getByLabel('Last day').fill('01/11/2020')
    await page.keyboard.press('Tab')
    await page.getByText('No visit of these days says anything about it.').waitFor()
    await counted(page)
    await picture('nothing')
    await page.getByLabel('First day').fill('01/05/2018')
    await page.getByText(/A report is of a year at most/).waitFor()
    expect([found, opened.errors]).toEqual([[], []])
  })

  test('a calendar as a file, an address that is shown once, and its end', async () => {
    const { page, app } = opened
    await page.getByRole('button', { name: 'The schedule' }).click()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Calendar file of a provider' }).click()
    const dialog = page.getByRole('dialog', { name: 'Calendar file of a provider' })
    await dialog.getByLabel('Provider').waitFor()
    await picture('calendar-file')
    const folder = tempFolder()
    await app.desktop({ stand: 'folder', path: folder })
    await dialog.getByRole('button', { name: 'Choose a folder and write it' }).click()
    await page.getByText(/\.ics is written, with/).waitFor()
    const [file = ''] = readdirSync(folder)
    readCalendarText(readFileSync(join(folder, file), 'utf8'))

    await goTo(page, '/administration/schedule')
    await page.getByRole('radiogroup', { name: 'Part of the schedule' }).getByText('Calendars').click()
    await page.getByText('No calendar is open').waitFor()
    await picture('calendars-none')
    await page.getByRole('button', { name: 'New address' }).click()
    const side = page.getByRole('complementary', { name: 'New address' })
    const whose = side.getByRole('combobox', { name: 'Provider' })
    await whose.fill('feather')
    await page.getByRole('option', { name: /Featherstonehaugh/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => whose.inputValue()).toMatch(/Featherstonehaugh/)
    await picture('calendars-new')
    await side.getByRole('button', { name: 'Make the address' }).click()
    await side.getByText(/\/calendars\/[0-9a-f-]{36}\/[\w-]{32}\.ics/).waitFor()
    await picture('calendars-address')
    await side.getByLabel('The provider has the address, and nobody else').check()
    await side.getByRole('button', { name: 'Done' }).click()
    const row = page.getByRole('row', { name: /Featherstonehaugh.*Busy time only.*Open/ })
    await row.focus()
    await page.keyboard.press('Enter')
    await picture('calendars-one')
    await page.getByRole('button', { name: 'Close this address' }).click()
    await page.getByRole('row', { name: /Featherstonehaugh.*Closed/ }).waitFor()
    await expect.poll(() => page.getByText(/\.ics/).count()).toBe(0)
    expect([found, opened.errors]).toEqual([[], []])
  })
})
