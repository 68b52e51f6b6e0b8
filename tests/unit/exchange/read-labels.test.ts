/** Security labels of resources, and the kinds of data they are. */
import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { kindOfCode, kindsIn } from '../../../shared/exchange/read-labels.ts'
import { sensitiveKinds } from '../../../shared/kernel/sensitivity.ts'

const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
const of = (...security: unknown[]) => kindsIn({ meta: { security } } as unknown as Resource)

test('each code is of one kind, and each kind has a code', () => {
  for (const [code, kind] of Object.entries(kindOfCode)) expect(of({ system: act, code })).toEqual([kind])
  expect(new Set(Object.values(kindOfCode))).toEqual(new Set(sensitiveKinds))
})

test('several are several, each once, and what keeps nothing from anybody is none', () => {
  expect(of({ code: 'HIV' }, { code: '42CFRPart2' }, { code: 'ETH' })).toEqual(['substance-use', 'hiv'])
  expect(of({ system: confidentiality, code: 'N' })).toEqual([])
  expect(of({ system: act, code: 'NOAUTH' }, { system: act, code: 'HTEST' })).toEqual([])
  expect(kindsIn({})).toEqual([])
})

test('restricted without a word of why is confidential; with one it is that', () => {
  for (const code of ['R', 'V']) expect(of({ system: confidentiality, code })).toEqual(['confidential'])
  expect(of({ system: confidentiality, code: 'R' }, { system: act, code: 'PSYTHPN' })).toEqual([
    'psychotherapy',
  ])
})

test('what is no label is passed over', () => {
  expect(of(null, 'HIV', { code: 7 }, {}, { code: 'constructor' })).toEqual([])
  expect(kindsIn({ meta: { security: 'HIV' } } as unknown as Resource)).toEqual([])
})
