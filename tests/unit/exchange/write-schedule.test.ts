/** What the front desk keeps of a patient, as FHIR R4: every stage and state of it, by the schema and by the rules of Appointment. */
import { describe, expect, test } from 'vitest'
import { writeResource, writtenOnly, written } from '../../../shared/exchange/write-resource.ts'
import type { RefTo } from '../../../shared/exchange/write-element.ts'
import type { RecordType } from '../../../shared/kernel/record.ts'
import { scheduleRecords } from '../../../shared/schedule/index.ts'
import { stepKinds, type StepKind } from '../../../shared/schedule/step.ts'
import { readSchema } from '../../kit/fhir-schema.ts'
import { rowFor } from '../../kit/rows.ts'
import { sharedData } from '../../kit/shared-data.ts'

const to: RefTo = (type, id) => (id === null ? null : `${type}/${id}`)
const names = (id: string) => `Name of ${id.slice(-4)}`
const write = (record: RecordType, n: number, given: Record<string, unknown> = {}) => {
  const row = rowFor(record, n, given)
  return writeResource(record, row, row.id, to, names) as Record<string, unknown> & { resourceType: string }
}
const at = '2026-03-04T10:00:00.000Z'
const id = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'
const step = (kind: StepKind, minute: number) => ({
  id: `0190f3c4-6c1e-7e0a-9a53-0000000000${String(minute).padStart(2, '0')}`,
  kind,
  at: `2026-03-04T10:${String(minute).padStart(2, '0')}:00.000Z`,
  by: null,
  roomId: null,
  reason: 'Feels better',
  note: '',
})
const plan = {
  startsAt: at,
  minutes: 40,
  locationId: id,
  providers: [id],
  places: [id],
  prepareMinutes: 5,
  cleanMinutes: 10,
  cancelled: false,
}

describe('an appointment', () => {
  const statusAfter = (kind: StepKind | null, cancelled = false) =>
    write(scheduleRecords.appointments, 7, {
      plan: { ...plan, cancelled },
      steps: kind === null ? [] : [step(kind, 1)],
    })

  test.each([
    [null, 'booked'],
    ['confirmed', 'booked'],
    ['arrived', 'arrived'],
    ['roomed', 'checked-in'],
    ['with-provider', 'fulfilled'],
    ['checkout', 'fulfilled'],
    ['left', 'fulfilled'],
    ['no-show', 'noshow'],
  ] as const)('%s is %s', (kind, status) => expect(statusAfter(kind)).toMatchObject({ status }))

  test('one that was called off says why; one that they came to all the same does not', () => {
    expect(statusAfter('cancelled', true)).toMatchObject({
      status: 'cancelled',
      cancelationReason: { text: 'Feels better' },
    })
    expect(statusAfter('rescheduled', true)).toMatchObject({ status: 'cancelled' })
    const came = statusAfter('arrived', true)
    expect(came).toMatchObject({ status: 'arrived' })
    expect(came).not.toHaveProperty('cancelationReason')
  })

  test('says who is expected, with whom, where, and how long', () => {
    expect(statusAfter('confirmed')).toMatchObject({
      start: at,
      end: '2026-03-04T10:40:00.000Z',
      minutesDuration: 40,
      participant: [
        { actor: { reference: expect.stringMatching(/^Patient\//) as string }, status: 'accepted' },
        { actor: { display: 'Name of 1a11' }, type: [{ coding: [{ code: 'PPRF' }] }] },
        { actor: { display: 'Name of 1a11' }, type: [{ coding: [{ code: 'LOC' }] }] },
        { actor: { reference: `Location/${id}` } },
      ],
    })
  })
})

test('money that was given back is less than nothing, and names what it gives back', () => {
  expect(write(scheduleRecords.receipts, 7, { cents: -2550, voids: id, method: 'card' })).toMatchObject({
    amount: { value: -25.5, currency: 'USD' },
    payment: { display: expect.stringMatching(/^Card/) as string },
  })
  expect(JSON.stringify(write(scheduleRecords.receipts, 7, { voids: id }))).toContain(`PaymentNotice/${id}`)
})

/** FHIR R4 Appointment: app-1 to app-4, which the JSON Schema does not know. */
function brokenRules(resource: Record<string, unknown>): string[] {
  const people = (resource['participant'] ?? []) as Record<string, unknown>[]
  const status = String(resource['status'])
  const has = (name: string) => resource[name] !== undefined
  return [
    ...(people.length === 0 ? ['participant'] : []),
    ...(people.every((each) => each['type'] || each['actor']) ? [] : ['app-1']),
    ...(has('start') === has('end') ? [] : ['app-2']),
    ...(has('start') || ['proposed', 'cancelled', 'waitlist'].includes(status) ? [] : ['app-3']),
    ...(has('cancelationReason') && !['cancelled', 'noshow'].includes(status) ? ['app-4'] : []),
  ]
}

describe('whatever the rows say', () => {
  const ofDesk = written.filter(({ record }) =>
    Object.values(scheduleRecords).some((each) => each.type === record.type),
  )
  const made = ofDesk.flatMap(({ record }) =>
    Array.from({ length: 40 }, (_each, n) =>
      write(
        record,
        n,
        record.type === 'appointment'
          ? { plan: { ...plan, cancelled: n % 2 === 0 }, steps: stepKinds.slice(0, n % 12).map(step) }
          : {},
      ),
    ),
  )

  test('its type is one of those that are written only, and its rules hold', () => {
    expect(ofDesk).toHaveLength(8)
    expect(made.every(({ resourceType }) => writtenOnly.has(resourceType))).toBe(true)
    const booked = made.filter(({ resourceType }) => resourceType === 'Appointment')
    expect(booked.flatMap(brokenRules)).toEqual([])
  })

  const file = sharedData(
    'fhir-definitions/fhir.schema.json.gz',
    'what the desk keeps against the schema of FHIR R4',
  )
  test.skipIf(file === null)('it is valid FHIR R4', () => {
    const faultOf = readSchema(file ?? '')
    expect([...new Set(made.map(faultOf))]).toEqual([null])
    expect(faultOf({ ...made[0], start: 5 } as never)).toContain('start')
  })
})
