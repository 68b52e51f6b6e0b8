/** Whoever asks for very much, very fast: told, and seen in the log (I4). */
import { expect, test } from 'vitest'
import { findPatients } from '../../../shared/patients/find-patients.ts'
import { getPatient } from '../../../shared/patients/get-patient.ts'
import { TestClock } from '../../kit/clock.ts'
import { reasonOf } from '../../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'

test('one chart more than the cap is refused and recorded as that; a search gives fifty lines at most', async () => {
  const clock = new TestClock()
  const desk = await newPractice({ clock, profile: tempFolder(true) })
  const { max } = getPatient.cap ?? { max: Number.NaN }
  const open = () => reasonOf(desk.call(getPatient, getPatient.example))
  for (let n = 0; n < max; n += 1) expect(await open()).not.toBe('cap.exceeded')
  const before = auditRows(desk).length
  expect(await open()).toBe('cap.exceeded')
  expect(auditRows(desk).slice(before)).toMatchObject([
    { outcome: 'refused', reason: 'cap.exceeded', actor: desk.session.actor.id },
  ])
  const search = (limit: number) => reasonOf(desk.call(findPatients, { text: 'a', limit }))
  expect([await search(50), await search(51), await search(1e9)]).toEqual([
    'ok',
    'input.invalid',
    'input.invalid',
  ])
})
