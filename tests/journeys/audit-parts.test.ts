/** Entries of the audit log name the part of a chart they are about: the medication list, the problem list, documents (A2). */
import { expect, test } from 'vitest'
import { getAmendment } from '../../shared/amendments/get-amendment.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { everything, latestFirst } from '../../shared/auditing/entry-line.ts'
import { wordsOfParts } from '../../shared/auditing/entry-words.ts'
import { listEntries } from '../../shared/auditing/list-entries.ts'
import { allergies } from '../../shared/charting/allergy.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { getTimeline } from '../../shared/charting/get-timeline.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { markEntry } from '../../shared/privacy/mark-entry.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'

test('an entry says which part of a chart was shown or changed, also of what was refused; of several it lists each', async () => {
  const desk = await newPractice()
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  await desk.call(getChart, { patientId })
  const problem = rowFor(problems, 1, { patientId }) as RowOf<typeof problems>
  const allergy = rowFor(allergies, 1, { patientId }) as RowOf<typeof allergies>
  command(desk.session.store, (tx) => {
    tx.put(problems, problem)
    tx.put(allergies, allergy)
  })
  await desk.call(getTimeline, { patientId, kinds: ['medication'], before: null, limit: 10 })
  await desk.call(getTimeline, { patientId, kinds: ['document', 'problem'], before: null, limit: 10 })
  await desk.call(markEntry, { ...markEntry.example, entryId: problem.id, patientId })
  await reasonOf(desk.call(markEntry, { ...markEntry.example, patientId, type: 'medication' }))
  const { amendmentId } = await desk.call(recordAmendment, {
    ...recordAmendment.example,
    patientId,
    entry: { type: 'allergy', id: allergy.id, text: 'Penicillin' },
  })
  await desk.call(getAmendment, { patientId, amendmentId })
  await desk.call(recordAmendment, { ...recordAmendment.example, patientId })
  const since = auditRows(desk).slice(-7)
  expect(since.map(({ action, category, outcome }) => [action, category, outcome])).toEqual([
    ['timeline.view', 'medications', 'done'],
    ['timeline.view', 'chart', 'done'],
    ['entry.mark', 'problems', 'done'],
    ['entry.mark', 'medications', 'refused'],
    ['amendment.record', 'allergies', 'done'],
    ['amendment.view', 'allergies', 'done'],
    ['amendment.record', 'chart', 'done'],
  ])
  const partsOf = (row: (typeof since)[number] | undefined): unknown =>
    (JSON.parse(row?.detail ?? '{}') as Record<string, unknown>)['parts']
  expect(partsOf(since[1])).toBe('documents problems')
  const summary = auditRows(desk).find(({ action }) => action === 'chart.view')
  expect(wordsOfParts(String(partsOf(summary)))).toBe(
    'Allergies, care plans, documents, visits, immunizations, medication list, problem list, procedures, results and observations, vital signs',
  )
  // and an auditor finds them by it
  const { lines } = await desk.call(listEntries, {
    ...latestFirst,
    filter: { ...everything, category: 'medications', patientId },
    upTo: null,
    offset: 0,
    limit: 20,
  })
  expect(lines.map(({ action }) => action)).toEqual(['entry.mark', 'timeline.view'])
})
