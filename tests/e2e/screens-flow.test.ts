/** The front desk's day by keyboard alone: who comes, what is missing, who is where, what is paid, who comes again. User actions are counted. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDays, dayIn, startOfDay } from '../../shared/kernel/time.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { deskChecks } from '../../shared/schedule/desk-check.ts'
import { resources } from '../../shared/schedule/resource.ts'
import type { StepKind } from '../../shared/schedule/step.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { expected, furnish, somebody } from '../kit/flow-day.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command, newTestId } from '../kit/store.ts'

const long = 'Featherstonehaugh-Montgomery de la Cruz y Villanueva'
const families = [
  'Lindqvist',
  'Abara',
  'Osei',
  'Haddad',
  'Novak',
  'Sato',
  'Moreau',
  'Park',
  'Mensah',
  'Okafor',
]
const today = () => dayIn(owner.timeZone, Date.now())

/** So many minutes from now, and still today, whenever the test runs. */
function around(minutes: number): string {
  const first = Date.parse(startOfDay(owner.timeZone, today()))
  const last = Date.parse(startOfDay(owner.timeZone, addDays(today(), 1))) - 60_000
  return new Date(Math.min(last, Math.max(first, Date.now() + minutes * 60_000))).toISOString()
}

/** What has happened to somebody, each so many minutes ago. */
const happened = (
  desk: Workstation,
  steps: readonly (readonly [kind: StepKind, ago: number, roomId?: string])[],
): Appointment['steps'] =>
  steps.map(([kind, ago, roomId]) => ({
    id: newTestId(),
    kind,
    at: new Date(Date.now() - ago * 60_000).toISOString(),
    by: desk.session.actor.id,
    roomId: roomId ?? null,
    reason: '',
    note: '',
  }))

async function aDay(desk: Workstation): Promise<void> {
  const house = furnish(desk, desk.session.actor.id)
  const { locationId, provider, rooms } = house
  const other = newTestId()
  command(desk.session.store, (tx) => {
    const none = { practitionerId: null, userId: null, atOnce: 1, overbook: 0, active: true }
    tx.put(resources, {
      ...none,
      id: other,
      kind: 'provider',
      name: 'Kofi Mensah, NP',
      short: 'MEN',
      locationId: null,
      category: '',
      rank: 9,
    })
    for (let weekday = 1; weekday <= 7; weekday += 1)
      tx.put(availabilities, {
        ...{
          id: newTestId(),
          resourceId: provider,
          locationId,
          weekday,
          everyWeeks: 1,
          firstDay: '2020-01-01',
        },
        ...{
          lastDay: null,
          fromMinute: 540,
          toMinute: 1020,
          kind: 'open',
          visitTypeIds: [],
          releaseHours: null,
        },
        ...{ note: '', by: desk.session.actor.id, at: '2020-01-01T00:00:00.000Z' },
      })
  })
  const add = async (
    family: string,
    minutes: number,
    steps: Parameters<typeof happened>[1] = [],
    more: Partial<Appointment> = {},
    isComplete = false,
  ) => {
    const patientId = await somebody(desk, family, 'Blue Cross of Massachusetts')
    const seen = { on: today(), by: desk.session.actor.id, at: new Date().toISOString() }
    if (isComplete)
      command(desk.session.store, (tx) =>
        tx.put(deskChecks, {
          ...{ id: patientId, consent: seen, privacyNotice: seen, card: seen },
          ...{ identity: seen, address: seen, eligibility: seen },
        }),
      )
    expected(desk, house, patientId, around(minutes), { steps: happened(desk, steps), ...more })
    return patientId
  }
  // those whom the test is about
  await add('Zimmer', 10, [], {}, true)
  await add('Yilmaz', 20, [], { copayCents: 2500 })
  await add('Quist', -30)
  await add('Walker', -2000, [], { copayCents: null }, true)
  await add(long, -40, [['arrived', 42]], { copayCents: 4000 })
  await add(
    'Ferrante',
    -50,
    [
      ['arrived', 60],
      ['roomed', 31, rooms[1]],
    ],
    {},
    true,
  )
  await add(
    'Ibsen',
    -70,
    [
      ['arrived', 80],
      ['roomed', 60, rooms[1]],
      ['with-provider', 21],
    ],
    { copayCents: 2500 },
    true,
  )
  await add(
    'Delgado',
    -90,
    [
      ['arrived', 100],
      ['with-provider', 60],
      ['checkout', 6],
    ],
    { copayCents: 2500 },
    true,
  )
  // and the rest of the house
  for (let n = 0; n < 30; n += 1) {
    const family = `${families[n % families.length]}${n < 10 ? '' : `-${families[(n * 7) % families.length]}`}`
    const plan = { providers: [n % 3 === 0 ? provider : other] }
    const minutes = (n - 12) * 15
    const steps: Parameters<typeof happened>[1] =
      n < 6
        ? [
            ['arrived', 100],
            ['left', 40],
          ]
        : n === 6
          ? [['no-show', 5]]
          : n < 20 && n % 2 === 0
            ? [['confirmed', 900]]
            : []
    const patientId = await add(family, minutes, steps, {}, n % 3 !== 0)
    command(desk.session.store, (tx) => {
      const [row] = tx.rows<{ id: string; plan: Appointment['plan'] }>(
        'SELECT id, plan FROM appointments WHERE patientId = ?',
        patientId,
      )
      if (row) tx.amend(appointments, row.id, { plan: { ...row.plan, ...plan } })
    })
  }
}

const board = (page: Page) => page.getByRole('grid', { name: 'Patients of the day' })
const rowOf = (page: Page, name: string) => board(page).getByRole('row').filter({ hasText: name })

/** Presses or types, and counts it as one thing that somebody does. */
function counting(page: Page) {
  const counted = { actions: 0 }
  return Object.assign(counted, {
    async press(key: string) {
      counted.actions += 1
      await page.keyboard.press(key)
    },
    /** A field is filled: one, however long the word. */
    async fill(text: string) {
      counted.actions += 1
      await page.keyboard.type(text)
    },
  })
}

/** Goes to somebody on the board, by name. */
async function stand(page: Page, name: string): Promise<void> {
  await board(page).focus()
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await rowOf(page, name).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => rowOf(page, name).getAttribute('aria-selected')).toBe('true')
}

describe.skipIf(noKeychain !== null)('the day at the front desk', () => {
  const one = openApp(aDay)

  test('somebody with nothing missing is checked in by three actions', async () => {
    const { page } = one
    await page.setViewportSize(pictureSize)
    await page.keyboard.press('Alt+y')
    await board(page).waitFor()
    await board(page).focus()
    await page.keyboard.press('m')
    await settle(page)
    const found = await takePictures(page, 'flow-board')
    await board(page).focus()
    // the key that leads to the field is not counted: the pointer in the field would be none either
    await page.keyboard.press('/')
    const by = counting(page)
    await by.fill('zimmer')
    await by.press('Enter')
    await by.press('a')
    await rowOf(page, 'Zimmer').filter({ hasText: 'Arrived' }).waitFor()
    expect(by.actions).toBeLessThanOrEqual(3)
    await expect.poll(() => page.getByText('Zimmer, Pat has arrived.').count()).toBe(1)
    // nothing is asked where nothing is missing
    expect(await page.getByRole('complementary', { name: /^Check-in/ }).count()).toBe(0)
    expect([found, one.errors]).toEqual([[], []])
  })

  test('what is missing is shown at the arrival and put right in place, and the copay gives a receipt', async () => {
    const { page } = one
    await stand(page, 'Yilmaz')
    await page.keyboard.press('a')
    const pane = page.getByRole('complementary', { name: 'Check-in of Yilmaz, Pat' })
    await pane.getByRole('heading', { name: 'Missing: 6' }).waitFor()
    await settle(page)
    const found = await takePictures(page, 'flow-check-in')
    await page.keyboard.press('3')
    await pane.getByRole('heading', { name: 'Missing: 5' }).waitFor()
    await page.keyboard.press('e')
    const street = pane.getByLabel('Street')
    await expect.poll(() => street.evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.type('9 Quay Rd')
    await settle(page)
    found.push(...(await takePictures(page, 'flow-address')))
    await page.keyboard.press('Enter')
    await pane.getByText('9 Quay Rd, Salem, MA 01970, 617-555-0142').waitFor()
    await pane.getByRole('heading', { name: 'Missing: 4' }).waitFor()
    await page.keyboard.press('s')
    await pane.getByRole('heading', { name: 'Nothing is missing' }).waitFor()
    await page.keyboard.press('m')
    await page.keyboard.press('Enter')
    await pane.getByText('$25.00 paid').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'flow-paid')))
    await page.keyboard.press('Escape')
    await expect.poll(() => board(page).evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await rowOf(page, 'Yilmaz').innerText()).toContain('paid')
    expect([found, one.errors]).toEqual([[], []])
  })

  test('to a room by its number, on to the provider; a slip is taken back', async () => {
    const { page } = one
    await stand(page, 'Zimmer')
    await page.keyboard.press('r')
    await page.getByRole('dialog', { name: 'Room for Zimmer, Pat' }).waitFor()
    await settle(page)
    const found = await takePictures(page, 'flow-room')
    await page.keyboard.press('1')
    await rowOf(page, 'Zimmer').filter({ hasText: 'In a room Exam 1' }).waitFor()
    await page.keyboard.press('p')
    await rowOf(page, 'Zimmer').filter({ hasText: 'With provider' }).waitFor()
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Zimmer').filter({ hasText: 'In a room' }).waitFor()
    await stand(page, 'Quist')
    await page.keyboard.press('x')
    await rowOf(page, 'Quist').filter({ hasText: 'No-show' }).waitFor()
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Quist').filter({ hasText: 'Scheduled' }).waitFor()
    // whoever is here has come
    await stand(page, 'Zimmer')
    await page.keyboard.press('x')
    await page.getByText('They have come already.').waitFor()
    expect([found, one.errors]).toEqual([[], []])
  })

  test('check-out books the next visit and takes the copay by five actions', async () => {
    const { page } = one
    await stand(page, 'Ibsen')
    const by = counting(page)
    await by.press('o')
    const pane = page.getByRole('complementary', { name: 'Check-out of Ibsen, Pat' })
    await pane.waitFor()
    await by.press('2')
    const first = pane.getByRole('button', { name: /Ana Rivera, MD$/ }).first()
    await expect.poll(() => first.evaluate((it) => it === document.activeElement)).toBe(true)
    await settle(page)
    const found = await takePictures(page, 'flow-check-out')
    await by.press('Enter')
    await page.getByText(/^Ibsen, Pat comes again on /).waitFor()
    const amount = pane.getByLabel('Amount')
    await expect.poll(() => amount.evaluate((it) => it === document.activeElement)).toBe(true)
    await by.press('Enter')
    await pane.getByText('$25.00 paid').waitFor()
    await by.press('l')
    await rowOf(page, 'Ibsen').filter({ hasText: 'Left' }).waitFor()
    expect(by.actions).toBeLessThanOrEqual(5)
    expect([found, one.errors]).toEqual([[], []])
  })

  test('a walk-in is found or new, and is here', async () => {
    const { page } = one
    await board(page).focus()
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Walk-in' })
    await dialog.getByLabel('Who is it').waitFor()
    await page.keyboard.type('novak')
    await dialog.getByRole('group', { name: 'Found' }).getByRole('button').first().waitFor()
    await settle(page)
    const found = await takePictures(page, 'flow-walk-in')
    await dialog.getByLabel('Who is it').fill('Jansen Mia')
    await dialog.getByText('Nobody is found by that.').waitFor()
    await dialog.getByRole('button', { name: 'Somebody new' }).press('Enter')
    await dialog.getByLabel('Birth date').focus()
    await page.keyboard.type('05011990')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await rowOf(page, 'Jansen, Mia').filter({ hasText: 'walk-in' }).filter({ hasText: 'Arrived' }).waitFor()
    await page.getByRole('complementary', { name: 'Check-in of Jansen, Mia' }).waitFor()
    await page.keyboard.press('Escape')
    expect([found, one.errors]).toEqual([[], []])
  })

  test('the money of the day: two receipts, one of them given back', async () => {
    const { page } = one
    await goTo(page, '/today/payments')
    const table = page.getByRole('table', { name: 'Receipts of today' })
    await table.getByRole('row').nth(2).focus()
    await page.getByRole('complementary', { name: 'Receipt' }).getByText('Yilmaz, Pat').waitFor()
    await page.getByRole('button', { name: 'Give back…' }).press('Enter')
    await page.getByLabel('Why').pressSequentially('Paid twice.')
    await settle(page)
    const found = await takePictures(page, 'flow-give-back')
    await page.keyboard.press('Enter')
    await expect.poll(() => table.getByRole('row').count()).toBe(4)
    await settle(page)
    found.push(...(await takePictures(page, 'flow-payments')))
    await expect.poll(() => page.locator('[data-sum]').allInnerTexts()).toEqual(['$25.00', '$25.00'])
    expect([found, one.errors]).toEqual([[], []])
  })

  test('the provider’s own day, and a chart by Enter', async () => {
    const { page } = one
    await page.keyboard.press('Alt+y')
    await board(page).waitFor()
    // where they sign in as a provider it begins with their own
    const shown = await board(page).getByRole('row').count()
    await board(page).focus()
    await page.keyboard.press('m')
    await expect.poll(() => board(page).getAttribute('aria-rowcount').then(Number)).toBeGreaterThan(shown)
    await stand(page, 'Featherstonehaugh')
    await settle(page)
    const found = await takePictures(page, 'flow-long-name')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/chart\//)
    expect([found, one.errors]).toEqual([[], []])
  })
})
