/** A closed chart is opened in an emergency at a workstation without a network; the others hear of it when it is back, and somebody else looks into it. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getCase } from '../../shared/privacy/get-case.ts'
import { getCaseCount } from '../../shared/privacy/get-case-count.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { closeCase } from '../../shared/privacy/note-case.ts'
import { openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { openWorkstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { aPatient, cloudsOn, found, isPrepared } from '../kit/recovery.ts'

const nurse = { username: 'mokafor', password: 'juniper saffron raven 27' }

describe.skipIf(skipWithout !== null)('emergency access', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  test('restricted at one workstation, closed at another; opened there without a network, and the case is at the first once it is back', async () => {
    const { first, second, cloud, comeBack } = await two()
    const { userId, code } = await first.call(invitePerson, {
      displayName: 'Maya Okafor, RN',
      username: nurse.username,
      roles: ['nurse'],
      levels: [],
    })
    const { patientId } = await first.call(registerPatient, aPatient('Haverkamp'))
    const me = await first.call(getMe, {})
    await first.call(restrictChart, {
      patientId,
      version: null,
      kinds: ['requested'],
      note: '',
      people: [me.userId],
    })
    await upToDate(first)
    await upToDate(second.desk)
    await expect.poll(() => isPrepared(second, nurse.username)).toBe(true)
    second.desk.close()
    const there = await openWorkstation({ profile: second.profile, keys: second.keys })
    onTestFinished(() => there.close())
    await there.call(recover, { ...nurse, code })
    await upToDate(there)
    expect(await found(there, 'haverkamp')).toBe(1)
    expect(await reasonOf(there.call(getChart, { patientId }))).toBe('chart.restricted')

    await cloud.stop()
    await there.call(openInEmergency, {
      patientId,
      reason: 'life-threatening',
      words: 'Collapsed in the waiting room.',
    })
    await there.call(getChart, { patientId })
    // as after a lock: it is the same hour
    there.close()
    const again = await openWorkstation({ profile: second.profile, keys: second.keys })
    onTestFinished(() => again.close())
    await again.call(signIn, nurse)
    expect(await reasonOf(again.call(getChart, { patientId }))).toBe('ok')
    expect((await first.call(getCaseCount, {})).open).toBe(0)

    await comeBack()
    await expect.poll(async () => (await first.call(getCaseCount, {})).open).toBe(1)
    const { cases } = await first.call(listCases, { show: 'open' })
    const caseId = cases[0]?.caseId ?? ''
    expect(cases).toMatchObject([
      { kind: 'emergency', about: { userId, displayName: 'Maya Okafor, RN' }, isAboutYou: false },
    ])
    expect((await first.call(getCase, { caseId })).emergency).toMatchObject({
      reason: 'life-threatening',
      words: 'Collapsed in the waiting room.',
    })
    await first.call(closeCase, { caseId, finding: 'proper', text: 'There was one.', factors: null })
    await upToDate(first)
    expect([first.faults, there.faults, again.faults]).toEqual([[], [], []])
  })
})
