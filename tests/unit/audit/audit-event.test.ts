/** Entries as FHIR R4 AuditEvent by IHE BALP: against the R4 definition, the published JSON Schema where it lies beside the project, and each pattern. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import type { AuditEvent } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { actionWords } from '../../../shared/auditing/action-words.ts'
import { patternOf, patterns, profileOf } from '../../../shared/auditing/audit-event-codes.ts'
import { auditEventLine, auditEventOf, type Entry } from '../../../shared/auditing/audit-event.ts'
import { outcomes } from '../../../shared/audit/entry.ts'
import { faults, faultsOfPattern } from '../../kit/audit-events.ts'
import { sharedData } from '../../kit/shared-data.ts'

const [device, actor, subject, op] = [
  '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d7e',
  '0198b7f4-9a01-7c11-8f00-5d0c2b7e1a44',
  '0198b7f4-b2c3-7d44-a111-0e9f8d7c6b5a',
  '0198b7f4-b2c3-7d44-a111-0e9f8d7c6b5b',
]
const entry = (given: Partial<Entry> = {}): Entry => ({
  device,
  epoch: 2,
  n: 41,
  h: 'ab'.repeat(32),
  at: '2026-11-23T15:05:00.000Z',
  actor,
  action: 'medication.view',
  category: 'medications',
  subject,
  outcome: 'done',
  reason: null,
  op: null,
  detail: '{}',
  ...given,
})

/** Every act there are words for, of somebody and of nobody, with a patient and without, with each outcome. */
const every: readonly Entry[] = Object.keys(actionWords).flatMap((action) =>
  outcomes.flatMap((outcome) =>
    [subject, null].flatMap((about) =>
      [actor, null].map((who) =>
        entry({
          action,
          outcome,
          subject: about,
          actor: who,
          reason: outcome === 'done' ? null : 'permission.missing',
          op: who && op,
          detail: '{"recipient":"patient","purpose":"request","name":"é € 😀","none":"","count":3,"ok":true}',
        }),
      ),
    ),
  ),
)

test('every act, with every outcome, of somebody and of nobody, is an AuditEvent of R4', () => {
  expect(every.length).toBeGreaterThan(1500)
  expect(
    every.flatMap((each) => faults(auditEventOf(each)).map((fault) => [each.action, each.outcome, fault])),
  ).toEqual([])
  // the check finds what it is for
  const good = auditEventOf(entry())
  expect(faults({ ...good, action: 'X' as 'R' })).toEqual(['action: X'])
  expect(faults({ ...good, agent: [] })).toEqual(['agent: 0'])
  expect(faults({ ...good, severity: 'low' } as AuditEvent)).toEqual(['.severity'])
})

test('and what was done is of the pattern it names, with all that it fixes; what was not done names none', () => {
  const seen = new Map<string, number>()
  for (const each of every) {
    const event = auditEventOf(each)
    const pattern = each.outcome === 'done' ? patternOf(each.action, each.subject !== null) : null
    expect(event.meta?.profile).toEqual(pattern ? [profileOf(pattern, each.subject !== null)] : undefined)
    if (!pattern) continue
    seen.set(pattern, (seen.get(pattern) ?? 0) + 1)
    expect([each.action, faultsOfPattern(event, pattern, each.subject)]).toEqual([each.action, []])
  }
  expect([...seen.keys()].toSorted()).toEqual([...patterns].toSorted())
  const read = auditEventOf(entry())
  expect(faultsOfPattern({ ...read, agent: read.agent.slice(0, 2) }, 'Read', subject)).toContain(
    'one agent http://dicom.nema.org/resources/ontology/DCM#110153',
  )
  expect(faultsOfPattern(read, 'Read', null)).toContain('patient')
})

test.each([
  ['medication.view', 'Read', 'PatientRead'],
  ['patient.search', 'Query', 'Query'],
  ['patient.register', 'Create', 'PatientCreate'],
  ['patient.edit', 'Update', 'PatientUpdate'],
  ['refused.discard', 'Delete', 'PatientDelete'],
  ['print', 'PrivacyDisclosure.Source', 'PrivacyDisclosure.Source'],
])('%s is %s', (action, pattern, profile) => {
  const about = profile === pattern && pattern === 'Query' ? null : subject
  expect(patternOf(action, about !== null)).toBe(pattern)
  expect(auditEventOf(entry({ action, subject: about })).meta?.profile).toEqual([
    `https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.${profile}`,
  ])
})

test('for whom and why, who and whom by name where that may be said, and where it stands in the chain', () => {
  const detail = JSON.stringify({ recipient: 'lawyer', purpose: 'law' })
  const event = auditEventOf(entry({ action: 'print', detail }), {
    person: 'Ada Physician',
    patient: 'Doe, Jane',
  })
  expect(event).toMatchObject({
    id: `${device}.2.41`,
    meta: { source: `urn:holdfast:audit:${device}:2:41:${'ab'.repeat(32)}` },
    purposeOfEvent: [{ coding: [{ code: 'HLEGAL' }] }],
    agent: [
      { name: 'Ada Physician', requestor: true },
      { who: { display: 'A court or a lawyer' }, network: { address: 'paper' } },
      {},
    ],
    entity: [{ what: { reference: `Patient/${subject}`, display: 'Doe, Jane' } }, {}],
  })
  const bare = auditEventLine(entry({ action: 'print', detail }))
  expect(bare).not.toMatch(/Ada|Jane/)
  expect(bare.endsWith('}\n')).toBe(true)
  expect(
    auditEventOf(entry({ action: 'chart.open-in-emergency' })).purposeOfEvent?.[0]?.coding?.[0]?.code,
  ).toBe('BTG')
  expect(auditEventOf(entry({ outcome: 'refused', reason: 'permission.missing' }))).toMatchObject({
    outcome: '4',
    outcomeDesc: 'permission.missing',
  })
  const query = auditEventOf(entry({ action: 'patient.search', subject: null, detail: '{"é":"😀"}' }))
  expect(Buffer.from(query.entity?.[0]?.query ?? '', 'base64').toString('utf8')).toBe(
    String.raw`patient.search {"\u00e9":"\ud83d\ude00"}`,
  )
})

const definitions = sharedData('fhir-definitions', 'AuditEvents against the JSON Schema of FHIR R4')
test.skipIf(definitions === null)('each is valid by the JSON Schema that HL7 publishes for R4', () => {
  const schema = JSON.parse(
    gunzipSync(readFileSync(join(definitions ?? '', 'fhir.schema.json.gz'))).toString('utf8'),
  ) as { definitions: Record<string, object> }
  const ajv = new Ajv({ strict: false, allErrors: false })
  const draft6 = createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-06.json') as object
  ajv.addMetaSchema(draft6)
  ajv.addSchema({ $id: 'r4', definitions: { Resource: {}, integer64: {}, ...schema.definitions } })
  const isValid = ajv.compile({ $ref: 'r4#/definitions/AuditEvent' })
  const wrong = every.filter((each) => !isValid(JSON.parse(JSON.stringify(auditEventOf(each)))))
  expect([wrong.map(({ action }) => action), isValid.errors ?? []]).toEqual([[], []])
  expect(isValid({ ...auditEventOf(entry()), severity: 'low' })).toBe(false)
})
