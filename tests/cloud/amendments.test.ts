/** A request for amendment is written down and answered at workstations that are apart; both have all of it, and the cloud takes no change of it. */
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  acceptAmendment,
  addDisagreement,
  denyAmendment,
  noteTold,
} from '../../shared/amendments/act-on-amendment.ts'
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { getChartAmendments } from '../../shared/amendments/get-chart-amendments.ts'
import { listAmendments } from '../../shared/amendments/list-amendments.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { listDisclosures } from '../../shared/disclosures/list-disclosures.ts'
import { recordDisclosure } from '../../shared/disclosures/record-disclosure.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { aPatient, cloudsOn, found } from '../kit/recovery.ts'
import { command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('amendments', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('asked at one workstation, decided at both while apart: both answers are kept, and nothing of them is changed', async () => {
    const { first, second, cloud, comeBack } = await two()
    const there = second.desk
    onTestFinished(() => there.close())
    const { patientId } = await first.call(registerPatient, aPatient('Haverkamp'))
    const { amendmentId } = await first.call(recordAmendment, {
      patientId,
      entry: null,
      wrong: 'It says that I smoke.',
      shouldSay: 'That I stopped in 2012.',
      askedBy: 'patient',
      askedByName: '',
      askedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    })
    await upToDate(first)
    await upToDate(there)
    expect(await found(there, 'haverkamp')).toBe(1)
    expect((await there.call(listAmendments, { show: 'open' })).lines).toMatchObject([{ amendmentId }])

    await cloud.stop()
    const of = { patientId, amendmentId }
    const given = (recipientName: string) => ({
      ...recordDisclosure.example,
      patientIds: [patientId],
      given: { ...recordDisclosure.example.given, recipientName },
    })
    await first.call(acceptAmendment, { ...of, words: 'Stopped in 2012.' })
    await there.call(denyAmendment, { ...of, denial: 'accurate', words: 'It was said at the visit.' })
    await there.call(addDisagreement, { ...of, words: 'I do not smoke.' })
    await first.call(recordDisclosure, given('Harborview Hospital'))
    await there.call(recordDisclosure, given('County Department of Health'))
    await comeBack()
    const kindsAt = async (desk: Workstation) =>
      (await desk.call(getChartAmendments, { patientId })).amendments[0]?.acts
        .map(({ kind }) => kind)
        .toSorted()
    for (const desk of [first, there])
      await expect
        .poll(() => kindsAt(desk), { timeout: 60_000 })
        .toEqual(['accepted', 'denied', 'disagreement'])

    // what was given out at both is known at both, and the patient is told of both
    const givenAt = async (desk: Workstation) =>
      (await desk.call(listDisclosures, { patientId })).disclosures
        .map(({ recipientName }) => recipientName)
        .toSorted()
    for (const desk of [first, there])
      await expect
        .poll(() => givenAt(desk), { timeout: 60_000 })
        .toEqual(['County Department of Health', 'Harborview Hospital'])

    // a workstation that was made to remove an answer is not followed, and has it back
    const { acts } = (await there.call(getChartAmendments, { patientId })).amendments[0] ?? { acts: [] }
    const denied = acts.find(({ kind }) => kind === 'denied')?.actId ?? ''
    command(there.session.store, (tx) => tx.remove(amendmentActs, denied), {
      actor: there.session.actor,
      sessionId: there.session.id,
      opId: crypto.randomUUID(),
      now: new Date().toISOString(),
      newId: () => crypto.randomUUID(),
    })
    await there.call(noteTold, { ...of, words: 'Harborview Hospital.' })
    await upToDate(there)
    await upToDate(first)
    await expect.poll(() => kindsAt(first), { timeout: 60_000 }).toContain('denied')
    await expect
      .poll(async () => JSON.stringify(await there.call(listAttention, {})), { timeout: 60_000 })
      .toContain('amendment.only-added')
    expect([first.faults, there.faults]).toEqual([[], []])
  })
})
