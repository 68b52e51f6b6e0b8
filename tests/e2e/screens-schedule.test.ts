/** The schedule as a practice of twenty sees it: pictures light and dark, everything by keyboard alone, and how many acts the common things take. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../shared/kernel/time.ts'
import { dayNumberOf, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { settle } from '../../tools/screens/visit.ts'
import { Actions } from '../kit/actions.ts'
import { dayOfToday, fillBusySchedule, longName, nightOfClocks } from '../kit/busy-schedule.ts'
import { openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const today = dayOfToday()
const nextMonday = addDays(today, 8 - weekdayOf(dayNumberOf(today)))
const grid = (page: Page) => page.getByRole('grid')
const focused = (page: Page) =>
  page.evaluate(() => ({
    label:
      document.activeElement?.getAttribute('aria-label') ??
      document.activeElement?.querySelector('.hf-sr')?.textContent ??
      '',
    appointment: document.activeElement?.getAttribute('data-appointment') ?? null,
    cell: document.activeElement?.getAttribute('data-cell') ?? null,
  }))
const labelOf = (page: Page, id: string) =>
  page.evaluate(
    (which) => document.querySelector(`[data-appointment="${which}"]`)?.getAttribute('aria-label') ?? '',
    id,
  )

/** Types a day into the field that goes to it. */
async function toDay(page: Page, day: string): Promise<void> {
  const field = page.getByLabel('Go to a day')
  await field.fill(`${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`)
  await page.keyboard.press('Enter')
  await page.locator(`[data-column^="${day}/"]`).first().waitFor()
  await settle(page)
}

/** Marks somebody who has nobody after them for an hour, so that a move and a longer visit are free of others. */
async function markLast(page: Page): Promise<string> {
  const id = await page.evaluate(() => {
    const columns = [...document.querySelectorAll('[data-column]')]
    const boxes = columns.map((column) => [...column.querySelectorAll('[data-stage="scheduled"]')].at(-1))
    return boxes.find((box) => box !== undefined)?.getAttribute('data-appointment') ?? ''
  })
  await page.locator(`[data-appointment="${id}"]`).first().focus()
  await page.evaluate((which) => {
    const box = document.querySelector<HTMLElement>(`[data-appointment="${which}"]`)
    const { x, y, width, height } = box?.getBoundingClientRect() ?? new DOMRect()
    return [x + width / 2, y + height / 2]
  }, id)
  return id
}

describe.skipIf(noKeychain !== null)('screens', () => {
  const busy = openApp((desk) => fillBusySchedule(desk))

  test('days, weeks and months: four hundred of a day, nobody on another, a night with an hour twice', async () => {
    const { page } = busy
    await page.setViewportSize(pictureSize)
    await page.keyboard.press('Alt+s')
    await grid(page).waitFor()
    await settle(page)
    expect(await page.locator('[data-appointment]').count()).toBeGreaterThan(380)
    const found = await takePictures(page, 'schedule-day')
    await page.getByRole('button', { name: 'Smaller' }).click()
    await page.getByRole('button', { name: 'Smaller' }).click()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-day-small')))
    await page.getByRole('button', { name: 'Larger' }).click()
    await page.getByRole('button', { name: 'Larger' }).click()
    expect(await page.locator('[data-mark="double"]').count()).toBeGreaterThan(1)

    await page.getByLabel('Columns').selectOption('room')
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-rooms')))
    await page.getByLabel('Columns').selectOption('provider')

    await page.getByRole('button', { name: 'Marks' }).click()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-marks')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Filter/ }).click()
    await page.getByRole('checkbox', { name: 'Provider 3, MD' }).check()
    await page.getByRole('checkbox', { name: 'Provider 4, MD' }).check()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-filter')))
    await page.keyboard.press('Escape')
    await settle(page)
    expect(await page.locator('[data-column]').count()).toBe(2)
    await page.getByRole('button', { name: /^Filter/ }).click()
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.keyboard.press('Escape')

    await page.keyboard.press('w')
    await page.locator('[data-column]').nth(4).waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-week')))
    await page.keyboard.press('o')
    await page.getByRole('grid', { name: 'Free hours of the month' }).waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-month')))
    await page.keyboard.press('d')

    await toDay(page, nightOfClocks)
    found.push(...(await takePictures(page, 'schedule-clock-set')))
    expect(await page.getByText('EST', { exact: true }).count()).toBeGreaterThan(0)
    await toDay(page, addDays(nightOfClocks, -1))
    found.push(...(await takePictures(page, 'schedule-nobody')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Today' }).click()
    expect([found, busy.errors]).toEqual([[], []])
  })

  test('dragged with the pointer, and let go by Escape; the card of whoever it rests on', async () => {
    const { page } = busy
    await page.locator(`[data-column^="${today}/"]`).first().waitFor()
    await settle(page)
    const id = await markLast(page)
    const box = page.locator(`[data-appointment="${id}"]`).first()
    const before = await labelOf(page, id)
    await page.waitForTimeout(500)
    await page.getByRole('tooltip').getByText('Insurance').waitFor()
    const found = await takePictures(page, 'schedule-card')
    const from = await box.boundingBox()
    if (!from) throw new Error('not on the screen')
    await page.mouse.move(from.x + 20, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(from.x + 160, from.y - 60, { steps: 5 })
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-drag')))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await labelOf(page, id)).toBe(before)

    // one act: taken up and put down; and one to take it back
    await page.mouse.move(from.x + 20, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(from.x + 20, from.y + 10 + 96, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => labelOf(page, id)).not.toBe(before)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => labelOf(page, id)).toBe(before)
    expect([found, busy.errors]).toEqual([[], []])
  })

  test('by keyboard alone: moved, longer, cut and put on another day, undone, called off', async () => {
    const { page } = busy
    const id = await markLast(page)
    const before = await labelOf(page, id)
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await labelOf(page, id)).toBe(before)
    await page.keyboard.press('Enter')
    await expect.poll(() => labelOf(page, id)).not.toBe(before)
    expect((await focused(page)).appointment).toBe(id)
    const moved = await labelOf(page, id)
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => labelOf(page, id)).not.toBe(moved)
    expect((await focused(page)).appointment).toBe(id)
    await page.keyboard.press('Control+z')
    await expect.poll(() => labelOf(page, id)).toBe(moved)
    await page.keyboard.press('Control+z')
    await expect.poll(() => labelOf(page, id)).toBe(before)

    // cut here, put there: two acts, whatever day is between them
    await page.locator(`[data-appointment="${id}"]`).first().focus()
    await page.keyboard.press('Control+x')
    await page.getByText('is cut. Mark a time').waitFor()
    await settle(page)
    const found = await takePictures(page, 'schedule-cut')
    await page.keyboard.press(']')
    await page
      .locator(`[data-column^="${addDays(today, 1)}/"]`)
      .first()
      .waitFor()
    await expect.poll(async () => (await focused(page)).label).not.toBe('')
    await page.keyboard.press('Control+v')
    await expect.poll(() => labelOf(page, id)).toContain(before.split(', ')[1] ?? '?')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('t')
    await page.locator(`[data-column^="${today}/"]`).first().waitFor()
    await expect.poll(() => labelOf(page, id)).toBe(before)

    await page.locator(`[data-appointment="${id}"]`).first().focus()
    await page.keyboard.press('Delete')
    await page.getByRole('complementary', { name: 'Appointment' }).getByLabel('Reason').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-cancel')))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await focused(page)).appointment).toBe(id)
    expect([found, busy.errors]).toEqual([[], []])
  })

  test('a very long name, opened beside the grid', async () => {
    const { page } = busy
    const long = page.locator('[data-appointment]', { hasText: longName.family }).first()
    await long.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Appointment' }).getByText('Phone').waitFor()
    await settle(page)
    const found = await takePictures(page, 'schedule-appointment')
    await page.keyboard.press('Escape')
    expect([found, busy.errors]).toEqual([[], []])
  })

  test('booked where one stands: a known patient in three acts, somebody new in five; a free time is found', async () => {
    const { page } = busy
    const form = page.getByRole('form', { name: 'Book a visit' })
    // the first free afternoon of next week: nobody is there yet
    await toDay(page, nextMonday)
    await page
      .locator(`[data-column^="${nextMonday}/"]`)
      .first()
      .click({ position: { x: 40, y: 40 + 96 } })
    await expect.poll(async () => (await focused(page)).cell).not.toBe(null)
    const known = new Actions(page)
    await known.command('n')
    await form.getByRole('combobox', { name: 'Patient' }).waitFor()
    await settle(page)
    const found = await takePictures(page, 'schedule-book')
    await known.type('featherstonehaugh maria')
    await form.getByText('born').waitFor()
    await known.command('Control+Enter')
    await page
      .getByText(/^Booked: Featherstonehaugh/)
      .first()
      .waitFor()
    expect(known.done).toHaveLength(3)
    await page.locator('[data-appointment]', { hasText: longName.family }).first().waitFor()

    await page.keyboard.press('ArrowRight')
    const fresh = new Actions(page)
    await fresh.command('n')
    await form.getByRole('combobox', { name: 'Patient' }).waitFor()
    await fresh.type('Nakamura, Ken')
    await form.getByLabel('Birth date').waitFor()
    await fresh.type('05091974')
    await fresh.type('6175550199')
    await fresh.command('Control+Enter')
    await page
      .getByText(/^Booked: Nakamura, Ken/)
      .first()
      .waitFor()
    expect(fresh.done).toHaveLength(5)

    await page.keyboard.press('f')
    const panel = page.getByRole('complementary', { name: 'Find a slot' })
    await panel.getByRole('listbox').getByRole('option').first().waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'schedule-find')))
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect([found, busy.errors]).toEqual([[], []])
  })
})
