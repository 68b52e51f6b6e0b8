/** What the cloud takes of disclosures: new ones, of their author, in place of one of the same patient; nothing else, whatever a workstation calls it. */
import { expect, test } from 'vitest'
import type { Change } from '../../../shared/kernel/op.ts'
import { disclosuresCorrected, faultOfDisclosures } from '../../../src-cloud/access/disclosure-rules.ts'
import { rowRights } from '../../../src-cloud/access/row-rights.ts'
import { changeOf, idOf as id, stateOf } from '../../kit/asked-of-cloud.ts'

const [ana, ben, patient] = [id(2), id(3), id(5)]
const given = (more: Record<string, unknown> = {}) =>
  changeOf('disclosure', id(7), { patientId: patient, by: ana, corrects: null, ...more })
const fault = (change: Change, rows: Record<string, object> = {}) =>
  faultOfDisclosures(
    { op: id(9), kind: 'made.up@1', actor: ana, at: '', hlc: '', deps: [], changes: [change] },
    stateOf(rows),
  )

test('is only added to, by its author', () => {
  expect(rowRights['disclosure']).toEqual(['print', 'record.export'])
  expect(fault(given())).toBe(null)
  const only = 'disclosure.only-added'
  expect(fault(given({ by: ben }))).toBe(only)
  expect(fault({ ...given(), base: { what: 'x' } })).toBe(only)
  expect(fault({ ...given(), gone: true, set: {} })).toBe(only)
  expect(fault(given(), { [`disclosure/${id(7)}`]: { patientId: patient } })).toBe(only)
})

test('a correction stands in place of one that is there, of the same patient', () => {
  const correction = given({ corrects: id(8) })
  expect(disclosuresCorrected({ changes: [correction, given()] })).toEqual([
    { type: 'disclosure', id: id(8) },
  ])
  expect(fault(correction, { [`disclosure/${id(8)}`]: { patientId: patient } })).toBe(null)
  expect(fault(correction, { [`disclosure/${id(8)}`]: { patientId: ben } })).toBe('disclosure.not-found')
  expect(fault(correction)).toBe('disclosure.not-found')
})
