/** Whom somebody reaches is set at one workstation and holds at another, with a network and without; the cloud takes nothing that widens it. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { getMe } from '../../shared/access/get-me.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { locations } from '../../shared/access/location.ts'
import { recover } from '../../shared/access/recover.ts'
import { saveLocation } from '../../shared/access/save-location.ts'
import { setScope } from '../../shared/access/set-scope.ts'
import { users } from '../../shared/access/user.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { tryNow } from '../../shared/cloud/try-now.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import { patients } from '../../shared/patients/patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getCaseCount } from '../../shared/privacy/get-case-count.ts'
import { openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { openWorkstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  ownerRights,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'
import { aPatient, cloudsOn, isPrepared } from '../kit/recovery.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt, newTestId } from '../kit/store.ts'

const nurse = { username: 'mokafor', password: 'juniper saffron raven 27' }

describe.skipIf(skipWithout !== null)('scope', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('set at one workstation it closes the chart that is open at another, and holds there without a network', async () => {
    const { first, second, cloud, comeBack } = await two()
    const place = async (name: string) =>
      (
        await first.call(saveLocation, {
          locationId: null,
          version: null,
          name,
          phone: '',
          address: '',
          partOf: null,
        })
      ).locationId
    const [north, harbor] = [await place('Northside'), await place('Harbor')]
    const register = async (family: string, at: string) =>
      (await first.call(registerPatient, { ...aPatient(family), places: [at] })).patientId
    const [here, there] = [await register('Northman', north), await register('Harborne', harbor)]
    const { userId, code } = await first.call(invitePerson, {
      displayName: 'Maya Okafor, RN',
      username: nurse.username,
      roles: ['nurse'],
      levels: [],
    })
    await upToDate(first)
    await upToDate(second.desk)
    await expect.poll(() => isPrepared(second, nurse.username)).toBe(true)
    second.desk.close()
    const desk = await openWorkstation({ profile: second.profile, keys: second.keys })
    onTestFinished(() => desk.close())
    await desk.call(recover, { ...nurse, code })
    await upToDate(desk)
    for (const patientId of [here, there]) await desk.call(getChart, { patientId })

    const { person } = await first.call(getPerson, { userId })
    const scope = { userId, version: person.version, scope: [north], practitionerId: null }
    const before = desk.told.length
    await first.call(setScope, scope)
    await upToDate(first)
    await expect
      .poll(() => reasonOf(desk.call(getChart, { patientId: there })), { timeout: 30_000 })
      .toBe('chart.out-of-scope')
    // its page is told, and asks again
    const told = desk.told.slice(before).flatMap(({ event, value }) => (event === 'changed' ? [value] : []))
    expect(told).toContainEqual(expect.objectContaining({ tables: expect.arrayContaining(['users']) }))
    await desk.call(getChart, { patientId: here })

    await cloud.stop()
    expect(await reasonOf(desk.call(getChart, { patientId: there }))).toBe('chart.out-of-scope')
    await desk.call(openInEmergency, {
      patientId: there,
      reason: 'life-threatening',
      words: 'Collapsed in the waiting room.',
    })
    await desk.call(getChart, { patientId: there })
    await comeBack()
    await desk.call(tryNow, {})
    await first.call(tryNow, {})
    await expect.poll(async () => (await first.call(getCaseCount, {})).open, { timeout: 30_000 }).toBe(1)
    expect([(await first.call(getMe, {})).userId === userId, first.faults, desk.faults]).toEqual([
      false,
      [],
      [],
    ])
  })

  test('an op that widens one’s own reach, or brings a patient into it, is refused and waits in sight of its author', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, other] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    const [north, harbor] = [newTestId(), newTestId()]
    const ben = {
      ...(rowFor(users, 2) as RowOf<typeof users>),
      ...ownerRights,
      roles: ['physician', 'administrator'] as const,
      scope: [north],
      practitionerId: null,
    }
    const patient = (family: string) => ({ ...(rowFor(patients, 2) as RowOf<typeof patients>), family })
    const [said, seen, nowhere] = [patient('Said'), patient('Seen'), patient('Nowhere')]
    const places = (id: string, at: readonly string[]) => ({
      id,
      places: [...at],
      people: [],
      by: ben.id,
      at: '2026-03-02T09:00:00.000Z',
    })
    command(one.store, (tx) => {
      tx.put(users, { ...ben, roles: [...ben.roles] })
      for (const id of [north, harbor])
        tx.put(locations, {
          ...(rowFor(locations, 1) as RowOf<typeof locations>),
          id,
          own: true,
          partOf: null,
        })
      for (const each of [said, seen, nowhere]) tx.put(patients, each)
      tx.put(patientPlaces, places(said.id, [harbor]))
      tx.put(encounters, {
        ...(rowFor(encounters, 1) as RowOf<typeof encounters>),
        patientId: seen.id,
        locationId: harbor,
        practitionerId: null,
        status: 'finished',
      })
    })
    await settle(one, other)
    const asBen = (work: Parameters<typeof command>[1]) =>
      command(other.store, work, { ...contextAt(), actor: { ...anActor, id: ben.id } })
    const refusedOn = ({ store }: Station) =>
      store.db.prepare(`SELECT reason FROM attention WHERE state = 'open' ORDER BY reason`).pluck().all()

    asBen((tx) => tx.put(patientPlaces, places(nowhere.id, [north])))
    const own = patient('Own')
    asBen((tx) => {
      tx.put(patients, own)
      tx.put(patientPlaces, places(own.id, [north]))
    })
    await settle(other, one)
    expect(refusedOn(other)).toEqual([])

    asBen((tx) => tx.amend(patientPlaces, said.id, { places: [north] }))
    asBen((tx) => tx.put(patientPlaces, places(seen.id, [north])))
    asBen((tx) => tx.amend(locations, harbor, { partOf: north }))
    asBen((tx) => tx.amend(users, ben.id, { scope: [] }))
    await settle(other, one)
    expect(refusedOn(other)).toEqual([
      'access.not-yourself',
      'scope.not-yours',
      'scope.not-yours',
      'scope.not-yours',
    ])
    const at = one.store.db.prepare('SELECT places FROM patientPlaces WHERE id = ?').pluck()
    expect([at.get(said.id), at.get(seen.id), at.get(nowhere.id), at.get(own.id)]).toEqual([
      JSON.stringify([harbor]),
      undefined,
      JSON.stringify([north]),
      JSON.stringify([north]),
    ])
  })
})
