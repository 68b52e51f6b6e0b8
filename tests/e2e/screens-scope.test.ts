/** Locations, whom somebody reaches, and a chart of elsewhere, as a practice sees them: light and dark, and by keyboard. */
import { describe, expect, test } from 'vitest'
import { getMe } from '../../shared/access/get-me.ts'
import { locations } from '../../shared/access/location.ts'
import { practitioners } from '../../shared/access/practitioner.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { saveLocation } from '../../shared/access/save-location.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { setPlaces } from '../../shared/patients/places.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { seedChart, seedPatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const long = 'Featherstonehaugh-Montgomery Memorial Center for Family Medicine and Behavioral Health'

/** Three locations, one with a very long name, departments, and what records name beside them. */
async function aPractice(desk: Workstation) {
  const place = async (name: string, address: string, partOf: string | null = null) =>
    (
      await desk.call(saveLocation, {
        locationId: null,
        version: null,
        name,
        phone: '617-555-0100',
        address,
        partOf,
      })
    ).locationId
  const north = await place('Northside', '9 Mill Road, Salem, MA')
  const harbor = await place('Harbor Street', '12 Harbor St, Salem, MA')
  const big = await place(long, '1200 Commonwealth Avenue, Building C, Boston, MA')
  for (const name of ['Cardiology', 'Behavioral health', 'Pediatrics']) await place(name, '', harbor)
  await place('Women’s health', '', big)
  const colleague = {
    ...(rowFor(users, 41) as RowOf<typeof users>),
    id: crypto.randomUUID(),
    displayName: 'Bo Lindqvist, RN',
    username: 'blindqvist',
    roles: ['nurse' as const],
    levels: [],
    exceptions: [],
    practitionerId: null,
    active: true,
    endsOn: null,
  }
  const others = ['Salem Hospital, Emergency', 'Quest Laboratory, Peabody']
  command(desk.session.store, (tx) => {
    tx.put(users, colleague)
    for (const [n, name] of ['Lindqvist, Bo', 'Lindgren, Astrid', 'Rivera, Ana'].entries())
      tx.put(practitioners, {
        ...(rowFor(practitioners, n + 1) as RowOf<typeof practitioners>),
        name,
        active: true,
      })
    for (const name of others)
      tx.put(locations, {
        ...(rowFor(locations, 1) as RowOf<typeof locations>),
        name,
        address: '81 Highland Ave, Salem, MA',
        phone: null,
        active: true,
        own: false,
        partOf: null,
      })
  })
  const { levelId } = await desk.call(saveLevel, {
    levelId: null,
    version: null,
    name: 'Weekend desk, Northside',
    basedOn: 'front-desk',
    permissions: ['patient.find', 'patient.register', 'schedule.read', 'schedule.write'],
    scope: [north],
  })
  const patient = async (family: string, given: string, at: string | null) => {
    const patientId = await seedPatient(desk, family, given, {
      phones: [{ use: 'home', number: '617-555-0142' }],
    })
    seedChart(desk, patientId, { visits: 3, tests: 4 })
    if (at !== null)
      await desk.call(setPlaces, { patientId, version: null, places: [at], people: [colleague.id] })
    return patientId
  }
  return {
    north,
    harbor,
    levelId,
    colleague,
    mine: await patient('Okon', 'Raeann', north),
    theirs: await patient('Okonkwo', 'Ngozi', harbor),
    none: await patient('Okonski', 'Jan', null),
  }
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of locations and whom somebody reaches', () => {
    let it: Awaited<ReturnType<typeof aPractice>>
    const opened = openApp(async (desk) => {
      it = await aPractice(desk)
    })

    test('a practice adds locations and departments, and makes one of its own of what records name', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/administration/locations')
      const table = page.getByRole('table', { name: 'Locations' })
      await table.getByText('Pediatrics').waitFor()
      const found = await takePictures(page, 'scope-locations')
      await table.getByRole('row').filter({ hasText: '12 Harbor St' }).click()
      const side = page.getByRole('complementary', { name: 'Harbor Street' })
      await side.getByRole('button', { name: 'Add a department' }).press('Enter')
      await side.getByLabel('Name').fill('cardiology')
      await page.keyboard.press('Enter')
      await side.getByText('There is one of that name already.').waitFor()
      found.push(...(await takePictures(page, 'scope-department')))
      await side.getByLabel('Name').fill('Dermatology')
      await page.keyboard.press('Enter')
      await page.getByRole('complementary', { name: 'Dermatology' }).waitFor()
      await table.getByText('Dermatology').waitFor()
      await page.getByText('Named in records').click()
      await table.getByRole('row').filter({ hasText: 'Salem Hospital' }).click()
      await page.getByText('Made one of your own').waitFor()
      found.push(...(await takePictures(page, 'scope-locations-named')))
      await page.getByRole('button', { name: 'Make it one of your own' }).click()
      await table.getByRole('row').filter({ hasText: 'Salem Hospital' }).waitFor()
      await page.getByRole('button', { name: 'Archive', exact: true }).click()
      await page.getByText('“Salem Hospital, Emergency” is archived.').waitFor()
      await page.getByText('Archived', { exact: true }).click()
      await table.getByRole('row').filter({ hasText: 'Salem Hospital' }).waitFor()
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('somebody is set to reach some locations, and it stands where what they can do stands', async () => {
      const { page } = opened
      await goTo(page, `/administration/people/${it.colleague.id}`)
      await page.getByText('With every patient of the practice.').waitFor()
      await page.getByRole('button', { name: 'Set locations' }).press('Enter')
      await page.getByRole('combobox', { name: 'Locations and departments' }).pressSequentially('north')
      await page.getByRole('option', { name: 'Northside' }).click()
      await page.getByRole('combobox', { name: 'Locations and departments' }).pressSequentially('cardio')
      await page.getByRole('option', { name: 'Harbor Street: Cardiology' }).click()
      await page.getByRole('combobox', { name: 'In visits they are' }).pressSequentially('lindq')
      await page.getByRole('option', { name: 'Lindqvist, Bo' }).click()
      const found = await takePictures(page, 'scope-set')
      await page
        .getByRole('form', { name: 'Set locations' })
        .getByRole('button', { name: 'Set locations' })
        .click()
      await page.getByText('With patients of Harbor Street: Cardiology, Northside').waitFor()
      found.push(...(await takePictures(page, 'scope-person')))
      await goTo(page, '/administration/levels')
      await page.getByRole('button', { name: /^Weekend desk/ }).click()
      await page.getByText('With patients of Northside').waitFor()
      found.push(...(await takePictures(page, 'scope-level')))
      await page.getByRole('button', { name: 'Edit' }).click()
      await page.getByRole('combobox', { name: 'Locations and departments' }).waitFor()
      found.push(...(await takePictures(page, 'scope-level-form')))
      await page.getByRole('button', { name: 'Discard' }).click()
      await goTo(page, '/administration/people')
      await page.getByText('Nurse · only Harbor Street: Cardiology, Northside').waitFor()
      await goTo(page, '/administration/people/new')
      await page.getByRole('combobox', { name: 'Locations and departments' }).waitFor()
      found.push(...(await takePictures(page, 'scope-invite')))
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('the banner says where a patient belongs, and the way to say so; a form asks for it', async () => {
      const { page } = opened
      await goTo(page, `/chart/${it.none}/summary`)
      await page.getByRole('button', { name: 'Belongs to: No location yet' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: /^Where Jan Okonski belongs/ })
      await dialog.getByRole('combobox', { name: 'Locations and departments' }).pressSequentially('pedia')
      await page.getByRole('option', { name: 'Harbor Street: Pediatrics' }).click()
      await dialog.getByRole('combobox', { name: /^People who reach them/ }).pressSequentially('lindq')
      await page.getByRole('option', { name: 'Bo Lindqvist, RN' }).click()
      await page.keyboard.press('Tab')
      const found = await takePictures(page, 'scope-places')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Belongs to: Harbor Street: Pediatrics' }).waitFor()
      await dialog.waitFor({ state: 'detached' })
      found.push(...(await takePictures(page, 'scope-banner')))
      await goTo(page, '/patients/new')
      await page.getByText('Seen at', { exact: true }).scrollIntoViewIfNeeded()
      found.push(...(await takePictures(page, 'scope-register')))
      expect([found, opened.errors]).toEqual([[], []])
    })
  })

  describe('of somebody who reaches one location', () => {
    let it: Awaited<ReturnType<typeof aPractice>>
    const opened = openApp(async (desk) => {
      it = await aPractice(desk)
      const { userId } = await desk.call(getMe, {})
      const { store } = desk.session
      command(store, (tx) => tx.amend(users, userId, { scope: [it.north] }))
      store.db.prepare(`INSERT INTO chart (patient, held) VALUES (?, 'no')`).run(it.none)
    })

    test('lists show little of a patient of elsewhere; their chart is closed, and opens in an emergency', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await page.getByLabel('Find patients', { exact: true }).fill('okon')
      await page.getByText('out of your reach').first().waitFor()
      const found = await takePictures(page, 'scope-search')
      await goTo(page, `/chart/${it.theirs}/summary`)
      await page.getByText('This patient is seen at a location that you do not reach.').waitFor()
      found.push(...(await takePictures(page, 'scope-closed')))
      await page.getByRole('button', { name: 'Open in an emergency…' }).press('Enter')
      await page.getByLabel('What has happened').fill('Collapsed in the waiting room, does not answer.')
      await page.getByRole('button', { name: 'Open the chart' }).click()
      await page.getByText('This chart closes to you in 60 minutes').waitFor()
      found.push(...(await takePictures(page, 'scope-emergency')))
      await page.getByRole('button', { name: 'Close it now' }).click()
      await page.getByText('This patient is seen at a location that you do not reach.').waitFor()
      await goTo(page, `/chart/${it.none}/summary`)
      await page.getByText('This chart is not on this computer').waitFor()
      found.push(...(await takePictures(page, 'scope-away')))
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('an open chart closes by itself as soon as the patient belongs elsewhere', async () => {
      const { page } = opened
      await goTo(page, `/chart/${it.mine}/summary`)
      await page.getByRole('button', { name: 'Belongs to: Northside' }).click()
      const dialog = page.getByRole('dialog', { name: /^Where Raeann Okon belongs/ })
      const choice = dialog.getByRole('combobox', { name: 'Locations and departments' })
      await choice.press('Backspace')
      await choice.pressSequentially('harbor st')
      await page.getByRole('option', { name: 'Harbor Street', exact: true }).click()
      await dialog.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByText('This patient is seen at a location that you do not reach.').waitFor()
      expect(opened.errors).toEqual([])
    })
  })

  describe('of locations in a new practice', () => {
    const opened = openApp(() => Promise.resolve())

    test('there is none yet, and nothing speaks of it', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/administration/locations')
      await page.getByText('The practice has no locations yet').waitFor()
      const found = await takePictures(page, 'scope-locations-none')
      await goTo(page, '/patients/new')
      await page.getByText('Primary care', { exact: true }).waitFor()
      expect(await page.getByText('Seen at', { exact: true }).count()).toBe(0)
      expect([found, opened.errors]).toEqual([[], []])
    })
  })
})
