/** Emergencies that become many, at one workstation and without a network: a case beside those of each, and who does not look into it. */
import { expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getCase } from '../../shared/privacy/get-case.ts'
import { listCases } from '../../shared/privacy/list-cases.ts'
import { closeCase, noteCase } from '../../shared/privacy/note-case.ts'
import { openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { waitingOps } from '../kit/store.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { newPractice } from '../kit/practice.ts'

const words = 'Nobody of those named is in the house.'

test('one chart by three people: about the last, with the others named, and none of the three looks into it', async () => {
  const desk = await newPractice()
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const people = [desk.session.actor.id]
  await desk.call(restrictChart, { patientId, version: null, kinds: ['requested'], note: '', people })
  const three = ['Ada Nye, RN', 'Ben Ode, RN', 'Cora Pell, RN'].map((name, n) =>
    colleagueAt(desk, 31 + n, ['nurse', 'auditor'], name),
  )
  for (const nurse of three) await nurse.call(openInEmergency, { patientId, reason: 'covering', words })
  // once more is the same
  await three[0]?.call(openInEmergency, { patientId, reason: 'covering', words }).catch(() => undefined)
  const officer = colleagueAt(desk, 41, ['auditor'], 'Ines Prager')
  const { cases } = await officer.call(listCases, { show: 'open' })
  const several = cases.filter(({ kind }) => kind === 'emergency-by-several')
  expect(several).toMatchObject([
    { about: { displayName: 'Cora Pell, RN' }, patientId, count: 3, usual: null, isAboutYou: false },
  ])
  const caseId = several[0]?.caseId ?? ''
  const { line, emergency } = await officer.call(getCase, { caseId })
  expect(line.others.map(({ displayName }) => displayName).toSorted()).toEqual(['Ada Nye, RN', 'Ben Ode, RN'])
  expect(emergency).toMatchObject({ reason: 'covering', words })
  for (const nurse of three) {
    expect((await nurse.call(getCase, { caseId })).line.isAboutYou).toBe(true)
    expect(await reasonOf(nurse.call(noteCase, { caseId, text: 'It was right.' }))).toBe('case.about-you')
  }
  const found = { caseId, finding: 'proper' as const, text: 'All three covered.', factors: null }
  await officer.call(closeCase, found)
  // the case travels in the op of the emergency it is about
  const kinds = waitingOps(desk.session.store).map(({ changes }) => changes.map(({ type }) => type).join(' '))
  expect(kinds).toContain('emergency-access privacy-case privacy-case')
  expect(desk.faults).toEqual([])
})
