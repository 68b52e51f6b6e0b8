/** A series, a group and two versions of one appointment, at the desk: by keyboard, in pictures, and what each act takes back. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { bookGroup } from '../../shared/schedule/book-group.ts'
import { bookSeries, exampleRule } from '../../shared/schedule/book-series.ts'
import { dayNumberOf, minuteAt, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { underNotices } from '../kit/notices.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command, contextAt, newTestId } from '../kit/store.ts'

const today = dayIn(owner.timeZone, Date.now())
/** Of next week: nobody comes, and nothing is past. */
const tuesday = addDays(today, 9 - weekdayOf(dayNumberOf(today)))
const wednesday = addDays(tuesday, 1)
const at = (day: string, minute: number) =>
  instantOfMinute(minuteAt(owner.timeZone, dayNumberOf(day), minute))

async function aDesk(desk: Workstation): Promise<void> {
  const { rivera, osei, here, there, visit, exam, register, booking } = await scheduledPractice(desk)
  const { userId } = await desk.call(invitePerson, {
    displayName: 'Bo Lindqvist',
    username: 'bolindqvist',
    roles: ['front-desk'],
    levels: [],
  })
  const by = { note: '', by: desk.session.actor.id, at: '2026-01-05T10:00:00.000Z' }
  const always = { locationId: here.id, everyWeeks: 1, firstDay: '2026-01-05', lastDay: null }
  const ctx = () => ({ ...contextAt(), actor: desk.session.actor })
  command(
    desk.session.store,
    (tx) => {
      for (const { id: resourceId } of [rivera, osei])
        for (const weekday of [1, 2, 3, 4, 5])
          tx.put(availabilities, {
            id: newTestId(),
            resourceId,
            ...always,
            weekday,
            fromMinute: 540,
            toMinute: 1020,
            kind: 'open',
            visitTypeIds: [],
            releaseHours: null,
            ...by,
          })
      const day = addDays(tuesday, 14)
      const whole = { firstDay: day, lastDay: day, weekdays: [], fromMinute: 0, toMinute: 1440 }
      const everybody = { resourceId: null, locationId: null, kind: 'holiday' as const }
      tx.put(blocks, { id: newTestId(), ...everybody, ...whole, ...by })
    },
    ctx(),
  )
  const plan = { minutes: 30, locationId: here.id, providers: [rivera.id] }
  const book = async (patientId: string, startsAt: string) =>
    (await desk.call(bookAppointment, booking('15:00', { patientId }, { ...plan, startsAt }))).appointmentId
  const details = { reason: 'Physiotherapy', notes: '', referral: '', authorization: '', copayCents: null }
  const lind = await register('Lindqvist')
  await desk.call(bookSeries, {
    patientId: lind,
    plan: { ...plan, startsAt: at(tuesday, 540) },
    visitTypeId: visit.id,
    ...details,
    rule: { ...exampleRule, holidays: 'next-day' },
  })
  const names = ['Abara', 'Baum', 'Featherstonehaugh-Montgomery de la Cruz y Villanueva', 'Nakamura']
  const patientIds: string[] = []
  for (const name of names) patientIds.push(await register(name))
  await desk.call(bookGroup, {
    patientIds,
    plan: { ...plan, minutes: 60, startsAt: at(wednesday, 660) },
    visitTypeId: exam.id,
    ...details,
    reason: 'Diabetes class',
  })
  // as many as may be booked at ten, four weeks on
  for (const patientId of patientIds.slice(0, 2)) await book(patientId, at(addDays(tuesday, 28), 600))
  const okafor = await register('Okafor')
  const entityId = await book(okafor, at(tuesday, 840))
  const made = {
    ...plan,
    places: [],
    prepareMinutes: 0,
    cleanMinutes: 0,
    cancelled: false,
    startsAt: at(tuesday, 840),
  }
  const other = { ...made, startsAt: at(tuesday, 930), providers: [osei.id], locationId: there.id }
  const origin = { op: newTestId(), at: new Date().toISOString(), device: desk.session.workstation.device }
  command(
    desk.session.store,
    (tx) =>
      tx.put(conflicts, {
        id: newTestId(),
        kind: 'fields',
        entityType: 'appointment',
        entityId,
        patientId: okafor,
        safety: 'low',
        fields: [{ field: 'plan', held: made, offered: other }],
        heldBy: { ...origin, actor: desk.session.actor.id },
        offeredBy: { ...origin, actor: userId, device: newTestId() },
        state: 'open',
        choice: null,
        resolvedBy: null,
        resolvedAt: null,
        madeAt: origin.at,
      }),
    ctx(),
  )
}

const told = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const form = (page: Page) => page.getByRole('form', { name: 'Book a visit' })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Appointment' })
const box = (page: Page, words: string) => page.locator('[data-appointment]', { hasText: words }).first()
async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).last().click()
  // a pointer that rests on what was said keeps all of it there
  await page.mouse.move(700, 5)
}

async function toDay(page: Page, day: string): Promise<void> {
  await page.getByLabel('Go to a day').fill(`${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`)
  await page.keyboard.press('Enter')
  await page.locator(`[data-column^="${day}/"]`).first().waitFor()
  await settle(page)
}

/** Reaches a button of a form by Tab and presses it. */
async function press(page: Page, name: string | RegExp, within = panel(page)): Promise<void> {
  await within.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

describe.skipIf(noKeychain !== null)('screens', () => {
  const opened = openApp(aDesk)

  test('a visit that repeats: every one of them before it is booked, and all of them taken back', async () => {
    const { page } = opened
    await page.setViewportSize(pictureSize)
    await page.keyboard.press('Alt+b')
    await form(page).getByRole('combobox', { name: 'Patient' }).waitFor()
    await page.keyboard.type('okon')
    await page.keyboard.press('Tab')
    await form(page).getByText('born').waitFor()
    await form(page)
      .getByLabel('Day')
      .fill(`${tuesday.slice(5, 7)}/${tuesday.slice(8)}/${tuesday.slice(0, 4)}`)
    await form(page).getByLabel('Time').fill('10a')
    await form(page).getByLabel('Location').selectOption('Main Street')
    await form(page).getByLabel('Provider').selectOption('Dr. Rivera')
    await press(page, 'Repeats', form(page))
    // whoever chose it goes on in it
    await page.keyboard.type('1')
    await page.keyboard.press('Backspace')
    const list = page.getByRole('list', { name: 'Every visit' })
    await list.getByText('Dr. Rivera: full').waitFor()
    expect(await list.getByRole('listitem').count()).toBe(6)
    expect(await form(page).getByText('6 visits, 1 does not suit').count()).toBe(1)
    await list.scrollIntoViewIfNeeded()
    const found = await takePictures(page, 'series-book')
    await form(page).getByLabel('Unit').selectOption('month')
    await form(page).getByLabel('On', { exact: true }).selectOption('weekday')
    await settle(page)
    found.push(...(await takePictures(page, 'series-book-monthly')))
    await form(page).getByLabel('Unit').selectOption('week')
    await list.getByText('Dr. Rivera: full').waitFor()
    await press(page, 'Leave it out', form(page))
    await form(page).getByRole('button', { name: 'Book 5' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await told(page, 'Booked: Okon, Raeann, 5 visits.')
    await undo(page)
    await told(page, 'The booking is taken back.')
    expect([found, opened.errors]).toEqual([[], []])
  })

  test('one of a series: which it is, moved with those that follow and put back, more of them, called off', async () => {
    const { page } = opened
    await page.keyboard.press('Alt+s')
    await page.getByRole('grid').waitFor()
    await toDay(page, tuesday)
    await box(page, 'Lindqvist').focus()
    await page.keyboard.press('Enter')
    await panel(page).getByText('1 of 6, every second Tuesday').waitFor()
    const found = await takePictures(page, 'series-panel')
    await press(page, 'Move')
    await panel(page).getByRole('radio', { name: 'This one' }).focus()
    await page.keyboard.press('ArrowRight')
    await panel(page).getByLabel('Time').fill('9:30a')
    await settle(page)
    found.push(...(await takePictures(page, 'series-move')))
    await page.keyboard.press('Enter')
    await told(page, '6 visits moved.')
    found.push(...(await underNotices(page)), ...(await takePictures(page, 'series-moved')))
    await panel(page).getByText('9:30').first().waitFor()
    await undo(page)
    await told(page, '6 visits as they were.')

    await press(page, 'Add visits')
    await page.keyboard.type('2')
    await settle(page)
    found.push(...(await takePictures(page, 'series-add')))
    await page.keyboard.press('Enter')
    await told(page, /2 visits added/)
    await panel(page).getByText('1 of 8, every second Tuesday').waitFor()

    // another of them, from the list
    await press(page, /^6/)
    await panel(page).getByText('6 of 8').waitFor()
    await press(page, 'Call off')
    await panel(page).getByRole('radio', { name: 'This one' }).focus()
    await page.keyboard.press('ArrowRight')
    await settle(page)
    found.push(...(await takePictures(page, 'series-call-off')))
    await press(page, 'Call off')
    await told(page, '3 visits called off.')
    await panel(page).getByText('cancelled').first().waitFor()
    await press(page, /^1/)
    await panel(page).getByText('1 of 8').waitFor()
    await press(page, 'Change')
    await panel(page).getByRole('radio', { name: 'This one' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await panel(page).getByLabel('Reason').fill('Back pain')
    await press(page, 'Save')
    await told(page, /5 visits changed. As they were: 3 called off/)
    await panel(page).getByText('Back pain').waitFor()
    await settle(page)

    // by hand on the grid it is asked which are meant
    await page.keyboard.press('Escape')
    await box(page, 'Lindqvist').focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Which visits are moved?' }).waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'series-which')))
    await page.keyboard.press('2')
    await told(page, /5 visits moved/)
    await box(page, 'Lindqvist').focus()
    await page.keyboard.press('Control+z')
    await told(page, '5 visits as they were.')
    expect([found, opened.errors]).toEqual([[], []])
  })

  test('a group: one box with how many, one more, moved together; and booked', async () => {
    const { page } = opened
    await toDay(page, wednesday)
    const group = page.locator('[data-group]')
    expect(await group.count()).toBe(1)
    expect(await group.locator('[data-mark="group"]').getAttribute('data-sign')).toBe('4')
    await group.focus()
    await page.keyboard.press('Enter')
    const people = panel(page).getByRole('region', { name: 'Group' })
    await people.getByText('Group of 4').waitFor()
    const found = await takePictures(page, 'group-panel')
    await press(page, 'One more patient')
    await page.keyboard.type('okafor')
    await panel(page)
      .getByRole('option', { name: /Okafor/ })
      .waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'group-join')))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await told(page, /comes too/)
    await people.getByText('Group of 5').waitFor()
    await press(page, 'Move')
    await panel(page).getByRole('radio', { name: 'All 5' }).waitFor({ state: 'attached' })
    await settle(page)
    found.push(...(await takePictures(page, 'group-move')))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    const label = () => group.getAttribute('aria-label')
    const before = await label()
    await group.focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await told(page, /^The group of 5: now/)
    await expect.poll(label).not.toBe(before)
    expect(await group.locator('[data-mark="group"]').getAttribute('data-sign')).toBe('5')
    await page.keyboard.press('Control+z')
    await expect.poll(label).toBe(before)

    await page.keyboard.press('Alt+b')
    await form(page).getByRole('combobox', { name: 'Patient' }).waitFor()
    await page.keyboard.type('okon')
    await page.keyboard.press('Tab')
    await form(page).getByText('born').waitFor()
    await form(page).getByLabel('Time').fill('4p')
    await press(page, 'Group visit', form(page))
    for (const name of ['abara', 'baum']) {
      await page.keyboard.type(name)
      await page.keyboard.press('Tab')
      await form(page)
        .getByRole('button', { name: new RegExp(`^Without ${name}`, 'i') })
        .waitFor()
    }
    await settle(page)
    found.push(...(await takePictures(page, 'group-book')))
    await page.keyboard.press('Control+Enter')
    await told(page, /^Booked for 3/)
    expect([found, opened.errors]).toEqual([[], []])
  })

  test('two versions: above the grid and on it, in Needs you, and settled by two keys', async () => {
    const { page } = opened
    await toDay(page, tuesday)
    const claim = page.locator('[data-claim]')
    expect(await claim.count()).toBe(1)
    await settle(page)
    const found = await takePictures(page, 'conflict-grid')
    await page.keyboard.press('Alt+a')
    const row = page.getByRole('table', { name: 'What needs a person' }).getByRole('row').nth(1)
    await row.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Which holds?').waitFor()
    found.push(...(await takePictures(page, 'conflict-needs-you')))
    await goTo(page, '/schedule')
    await press(page, 'Choose', page.getByRole('main'))
    const versions = page.getByRole('complementary', { name: 'Two versions' })
    await versions.getByText('Bo Lindqvist').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'conflict-panel')))
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await told(page, /^Settled/)
    await versions.waitFor({ state: 'detached' })
    await expect.poll(() => claim.count()).toBe(0)
    await expect.poll(() => box(page, 'Okafor').getAttribute('aria-label')).toContain('3:30')
    expect([found, opened.errors]).toEqual([[], []])
  })
})
