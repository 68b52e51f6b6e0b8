/** What the cloud did not take: it stays in sight, and a person puts it right, sends it again, or gives it up. */
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import { editRefused } from '../../shared/attention/edit-refused.ts'
import { getRefused } from '../../shared/attention/get-refused.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { discardRefused, retryRefused } from '../../shared/attention/settle-refused.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { endDrill } from '../../shared/downtime/end-drill.ts'
import { startDrill } from '../../shared/downtime/start-drill.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { addressOf, practiceCode } from '../kit/cloud-apps.ts'
import { cloudFolder, newCloud, ownerRights, skipWithout, usePostgres } from '../kit/cloud.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command } from '../kit/store.ts'

const { demographics } = registerPatient.example
const aPatient = (family: string) => ({
  ...registerPatient.example,
  demographics: { ...demographics, family },
  notADuplicate: true,
})

describe.skipIf(skipWithout !== null)('what was refused', () => {
  const postgres = usePostgres()

  /** Two workstations; the owner of the first no longer works here, says the cloud. Somebody else can change that. */
  async function revoked() {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const desk = await newPractice()
    await desk.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
    // an administrator beside the owner
    command(
      desk.session.store,
      (tx) => tx.put(users, { ...(rowFor(users, 1) as RowOf<typeof users>), ...ownerRights, id: anActor.id }),
      { ...ownContext(desk) },
    )
    desk.vault.cloud.nudge()
    await upToDate(desk)
    const other = await openWorkstation({ profile: tempFolder() })
    const { address, code } = await desk.call(makeEnrolmentCode, {})
    await other.call(joinPractice, { address, code, password: owner.password })
    await upToDate(other)
    const { id } = desk.session.actor
    const mayWork = async (active: boolean) => {
      command(other.session.store, (tx) => tx.amend(users, id, { active }))
      other.vault.cloud.nudge()
      await upToDate(other)
    }
    // the desk does not hear of it
    await desk.call(startDrill, { minutes: 30 })
    await mayWork(false)
    /** What was done is sent, and only then it is read that it may not be. */
    const reconnected = async () => {
      await desk.call(endDrill, {})
      await upToDate(desk)
    }
    /** With the right to work again, as the desk has read it. */
    const reinstated = async () => {
      await mayWork(true)
      await expect.poll(() => desk.session.actor.can.has('patient.register')).toBe(true)
    }
    return { desk, other, reconnected, reinstated }
  }
  const ownContext = (desk: Workstation) => ({
    actor: desk.session.actor,
    sessionId: desk.session.id,
    opId: desk.parts.newId(),
    now: new Date().toISOString(),
    newId: desk.parts.newId,
  })
  const familyOn = async (desk: Workstation, patientId: string) =>
    (await desk.call(getPatient, { patientId })).patient.family
  const found = async (desk: Workstation, text: string) =>
    (await desk.call(findPatients, { text, limit: 20 })).lines.length

  test('stays in sight with everything that builds on it; put right, it goes again with what waited', async () => {
    const { desk, other, reconnected, reinstated } = await revoked()
    const { patientId } = await desk.call(registerPatient, aPatient('Kowalskj'))
    const { version } = await desk.call(getPatient, { patientId })
    await desk.call(editPatient, {
      patientId,
      version,
      active: true,
      deceased: false,
      deceasedOn: null,
      demographics: { ...demographics, family: 'Kowalskj', given: 'Jadwiga' },
      coverages: [],
    })
    await reconnected()
    await reinstated()
    const { refused } = await desk.call(listAttention, {})
    expect(refused.map(({ reason }) => reason).sort()).toEqual(['actor.revoked', 'actor.revoked'])
    expect(await familyOn(desk, patientId)).toBe('Kowalskj')
    expect(await found(other, 'kowalskj')).toBe(0)

    const first = refused.find(({ kind }) => kind.startsWith('patients.registerPatient'))?.op ?? ''
    const shown = await desk.call(getRefused, { op: first })
    expect(shown.editable).toBe(true)
    expect(shown.rows.find(({ type }) => type === 'patient')?.fields).toContainEqual(
      expect.objectContaining({ field: 'family', value: 'Kowalskj', editable: true }),
    )
    await desk.call(editRefused, {
      op: first,
      edits: [{ type: 'patient', id: patientId, field: 'family', value: 'Kowalski' }],
    })
    await upToDate(desk)
    await expect.poll(() => found(other, 'kowalski')).toBe(1)
    expect(await familyOn(desk, patientId)).toBe(await familyOn(other, patientId))
    expect(await reasonOf(desk.call(getRefused, { op: first }))).toBe('attention.settled')
  })

  test('sent again when what stood in its way is gone, it is taken', async () => {
    const { desk, other, reconnected, reinstated } = await revoked()
    const { patientId } = await desk.call(registerPatient, aPatient('Retried'))
    await reconnected()
    await reinstated()
    const { refused } = await desk.call(listAttention, {})
    for (const { op } of refused) await desk.call(retryRefused, { op })
    await upToDate(desk)
    await expect.poll(() => found(other, 'retried')).toBe(1)
    expect(await familyOn(other, patientId)).toBe('Retried')
    expect((await desk.call(listAttention, {})).refused).toEqual([])
  })

  test('given up, it leaves the chart and stays readable; what would not be valid changes nothing', async () => {
    const { desk, reconnected, reinstated } = await revoked()
    const { patientId } = await desk.call(registerPatient, aPatient('Givenup'))
    await reconnected()
    await reinstated()
    const [line] = (await desk.call(listAttention, {})).refused
    const op = line?.op ?? ''
    const long = 'x'.repeat(2000)
    expect(
      await reasonOf(
        desk.call(editRefused, {
          op,
          edits: [{ type: 'patient', id: patientId, field: 'family', value: long }],
        }),
      ),
    ).toBe('input.invalid')
    expect(
      await reasonOf(
        desk.call(editRefused, {
          op,
          edits: [{ type: 'patient', id: patientId, field: 'nothing', value: '' }],
        }),
      ),
    ).toBe('attention.not-editable')
    expect(await familyOn(desk, patientId)).toBe('Givenup')
    await desk.call(discardRefused, { op, reason: 'Registered twice' })
    expect(await found(desk, 'givenup')).toBe(0)
    expect((await desk.call(listAttention, {})).refused).toEqual([])
  })
})
