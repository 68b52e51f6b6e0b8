/** A drill: the cloud is left alone for a while, everybody works on, and afterwards all of it is accounted for. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { saveDraft } from '../../shared/access/draft.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { endDrill } from '../../shared/downtime/end-drill.ts'
import { getOutage } from '../../shared/downtime/get-outage.ts'
import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import { signOffOutage } from '../../shared/downtime/sign-off-outage.ts'
import { startDrill } from '../../shared/downtime/start-drill.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { addressOf, practiceCode } from '../kit/cloud-apps.ts'
import { cloudFolder, newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../kit/practice.ts'

const { demographics } = registerPatient.example
const aPatient = (family: string) => ({
  ...registerPatient.example,
  demographics: { ...demographics, family },
  notADuplicate: true,
})

describe.skipIf(skipWithout !== null)('a drill', () => {
  const postgres = usePostgres()

  async function connected() {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const desk = await newPractice()
    await desk.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
    await upToDate(desk)
    return { cloud, desk }
  }
  async function second(desk: Workstation) {
    const other = await openWorkstation({ profile: tempFolder() })
    onTestFinished(() => other.close())
    const { address, code } = await desk.call(makeEnrolmentCode, {})
    await other.call(joinPractice, { address, code, password: owner.password })
    await upToDate(other)
    return other
  }
  const found = async (desk: Workstation, text: string) =>
    (await desk.call(findPatients, { text, limit: 20 })).lines.length
  const edit = (desk: Workstation, patientId: string, family: string) =>
    desk.call(editPatient, {
      ...editPatient.example,
      patientId,
      version: 1,
      demographics: { ...demographics, family },
    })

  test('nothing is sent and nothing is read; then all is, and every change is accounted for', async () => {
    const { desk } = await connected()
    const { patientId } = await desk.call(registerPatient, aPatient('Before'))
    await upToDate(desk)
    const other = await second(desk)
    const { startedAt, until } = await desk.call(startDrill, { minutes: 30 })
    expect(Date.parse(until) - Date.parse(startedAt)).toBe(30 * 60_000)
    expect((await desk.call(getConnection, {})).connection).toMatchObject({
      state: 'away',
      why: 'drill',
      since: startedAt,
      nextTryAt: until,
    })
    for (const name of ['Adams', 'Brown', 'Clark']) await desk.call(registerPatient, aPatient(name))
    await edit(desk, patientId, 'Quillfeather')
    await edit(other, patientId, 'Vandersloot')
    await desk.call(saveDraft, { kind: 'patients.edit', subject: patientId, body: '{}' })
    await upToDate(other)
    expect([await found(other, 'adams'), await found(desk, 'vandersloot')]).toEqual([0, 0])
    expect(await desk.call(getReadiness, {})).toMatchObject({
      toSend: 4,
      drafts: 1,
      drill: { startedAt, until },
      lastDrill: null,
    })
    const during = await desk.call(getOutage, { startedAt })
    expect(during.account).toMatchObject({ made: 4, sent: 0, waiting: 4, refused: 0, lost: 0 })
    expect(during.outage).toMatchObject({ why: 'drill', endedAt: null, startedBy: owner.displayName })
    expect(await reasonOf(desk.call(signOffOutage, { startedAt, note: '' }))).toBe('outage.going-on')

    expect(await desk.call(endDrill, {})).toEqual({ startedAt })
    await upToDate(desk)
    await upToDate(other)
    expect([await found(other, 'adams'), await found(other, 'clark')]).toEqual([1, 1])
    const after = await desk.call(getOutage, { startedAt })
    expect(after.account).toMatchObject({
      made: 4,
      sent: 4,
      waiting: 0,
      refused: 0,
      settled: 0,
      lost: 0,
      conflicts: 1,
      more: 0,
      people: [{ name: owner.displayName, made: 4, sent: 4, waiting: 0, refused: 0 }],
    })
    const [conflict] = (await desk.call(listAttention, { patientId: null })).conflicts
    expect(
      after.account?.lines.map(({ type, did, patientName, conflictId }) => [
        type,
        did,
        patientName,
        conflictId,
      ]),
    ).toEqual([
      ['patient', 'made', expect.stringContaining('Adams'), null],
      ['patient', 'made', expect.stringContaining('Brown'), null],
      ['patient', 'made', expect.stringContaining('Clark'), null],
      ['patient', 'changed', expect.any(String), conflict?.conflictId],
    ])
    expect(after.drafts).toMatchObject([{ by: owner.displayName, own: true, patientId }])
    expect(after.outage).toMatchObject({ endedBy: owner.displayName, waiting: 4, sentAt: expect.any(String) })

    // settled up, once
    const { signedAt } = await desk.call(signOffOutage, { startedAt, note: 'Two notes entered from paper.' })
    expect((await desk.call(getOutage, { startedAt })).outage).toMatchObject({
      signedAt,
      signedBy: owner.displayName,
      note: 'Two notes entered from paper.',
    })
    expect(await reasonOf(desk.call(signOffOutage, { startedAt, note: '' }))).toBe('outage.signed')
    expect(await desk.call(getReadiness, {})).toMatchObject({
      drill: null,
      unsigned: 0,
      lastDrill: { startedAt, signedAt },
    })
    const acts = auditRows(desk).filter(({ action }) => /^(drill\.|outage\.sign)/.test(action))
    expect(acts.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
      ['drill.start', 'done', '{"minutes":30}'],
      ['outage.sign-off', 'refused', JSON.stringify({ startedAt })],
      ['drill.end', 'done', '{}'],
      ['outage.sign-off', 'done', JSON.stringify({ startedAt })],
      ['outage.sign-off', 'refused', JSON.stringify({ startedAt })],
    ])
    expect(desk.faults).toEqual([])
  })

  test('it goes on across a lock, and ends by itself where its time is over meanwhile', async () => {
    const { desk } = await connected()
    const { profile, keys } = desk
    const { startedAt } = await desk.call(startDrill, { minutes: 1 })
    await desk.call(registerPatient, aPatient('Adams'))
    desk.close()
    const back = await openWorkstation({ profile, keys })
    await back.call(signIn, { username: owner.username, password: owner.password })
    expect((await back.call(getConnection, {})).connection).toMatchObject({ why: 'drill', since: startedAt })
    back.close()

    let late = 0
    const clock = { now: () => Date.now() + late, mono: () => performance.now() }
    late = 5 * 60_000
    const later = await openWorkstation({ profile, keys, clock })
    onTestFinished(() => later.close())
    await later.call(signIn, { username: owner.username, password: owner.password })
    await upToDate(later)
    const { outage, account } = await later.call(getOutage, { startedAt })
    expect([outage.endedAt, outage.endedBy]).toEqual([outage.until, ''])
    expect(account).toMatchObject({ made: 1, sent: 1, lost: 0 })
    expect(await reasonOf(later.call(endDrill, {}))).toBe('drill.none')
  })

  test('a drill ends by itself while somebody works', async () => {
    const { desk } = await connected()
    // a minute is the shortest a person may choose; the watch itself takes any
    desk.vault.cloud.startDrill(1 / 20, desk.session.actor.id, () => undefined)
    const state = async () => (await desk.call(getConnection, {})).connection.state
    expect(await state()).toBe('away')
    await expect.poll(state).toBe('current')
    const { lastDrill } = await desk.call(getReadiness, {})
    expect(lastDrill).not.toBeNull()
    expect(desk.faults).toEqual([])
  })

  test('none is begun without a cloud, twice, or while the cloud is away', async () => {
    const alone = await newPractice()
    expect(await reasonOf(alone.call(startDrill, { minutes: 5 }))).toBe('cloud.none')
    expect(await reasonOf(alone.call(endDrill, {}))).toBe('drill.none')
    const { desk, cloud } = await connected()
    await desk.call(startDrill, { minutes: 5 })
    expect(await reasonOf(desk.call(startDrill, { minutes: 5 }))).toBe('drill.running')
    expect(await reasonOf(desk.call(makeEnrolmentCode, {}))).toBe('drill.running')
    await desk.call(endDrill, {})
    await upToDate(desk)
    await cloud.stop()
    await desk.call(registerPatient, aPatient('Adams'))
    await expect
      .poll(async () => (await desk.call(getConnection, {})).connection.state, { timeout: 30_000 })
      .toBe('away')
    expect(await reasonOf(desk.call(startDrill, { minutes: 5 }))).toBe('drill.cloud-away')
  })
})
