/** Rows of any record, made from its schema, so that a new record is covered without a line here. */
import { z } from 'zod'
import { packedFields } from '../../shared/kernel/packed.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { anActor, newTestId } from './store.ts'

/** What fits a text of some form: the first that the schema takes is used. */
const texts = (n: number): string[] => [
  `text ${n}`,
  `0190f3c4-6c1e-7e0a-9a53-${n.toString(16).padStart(12, '0')}`,
  '2026-03-04',
  '2026-03-04T10:00:00.000Z',
  '2026-03-04T10:00:00Z',
  n.toString(16).padStart(64, '0'),
  '',
]

/** A value a schema takes; `n` varies it. Throws for a kind of schema no record has used so far. */
export function valueFor(schema: z.ZodType, n: number): unknown {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return n % 3 === 0 ? null : valueFor(schema.unwrap() as z.ZodType, n)
  if (schema instanceof z.ZodDefault) return valueFor(schema.unwrap() as z.ZodType, n)
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodUnion) return valueFor(schema.options[n % schema.options.length] as z.ZodType, n)
  if (schema instanceof z.ZodEnum) return schema.options[n % schema.options.length]
  if (schema instanceof z.ZodBoolean) return n % 2 === 0
  if (schema instanceof z.ZodArray)
    return n % 4 === 0
      ? []
      : [valueFor(schema.element as z.ZodType, n), valueFor(schema.element as z.ZodType, n + 1)]
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [key, valueFor(field as z.ZodType, n)]),
    )
  if (schema instanceof z.ZodRecord) return { key: valueFor(schema.valueType as z.ZodType, n) }
  if (schema instanceof z.ZodTuple)
    return schema.def.items.map((item, index) => valueFor(item as z.ZodType, n + index))
  // what is kept as it came is FHIR
  if (packedFields.has(schema)) return JSON.stringify({ resourceType: 'Basic', id: String(n) })
  const candidates = [...texts(n), 1 + (n % 9), 1 + (n % 7), 0, 0.5, 24 + n, 60 + n]
  const fits = candidates.find((candidate) => schema.safeParse(candidate).success)
  if (fits === undefined) throw new Error(`no value for ${schema.constructor.name}`)
  return fits
}

const examplePatient = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'
/** What somebody may only write about themselves, is about whoever acts in the kits (`anActor`); and what would close charts is not set. */
const ofTheirs: Readonly<Record<string, object>> = {
  'emergency-access': { userId: anActor.id },
  'privacy-case': { about: anActor.id },
  // whoever is made up reaches the whole practice
  user: { scope: [] },
  'access-level': { scope: [] },
  // of the chart that examples speak of
  amendment: { patientId: examplePatient, by: anActor.id },
  disclosure: { patientId: examplePatient, by: anActor.id, corrects: null, mistaken: false },
  'legal-hold': { by: anActor.id },
  'lifted-hold': { by: anActor.id },
  'purge-act': { by: anActor.id, kind: 'proposed', proposalId: null },
  'export-request': { by: anActor.id, patients: 1, needsTwo: false },
  'export-act': { by: anActor.id },
  // somebody whom visits can be with, wherever they are
  resource: { kind: 'provider', locationId: null },
  appointment: {
    steps: [
      {
        id: examplePatient,
        kind: 'confirmed',
        at: '2026-03-04T10:00:00.000Z',
        by: anActor.id,
        roomId: null,
        reason: '',
        note: 'by phone',
      },
    ],
    overbook: { by: anActor.id, at: '2026-03-04T10:00:00.000Z', reason: 'Asked for today' },
  },
  receipt: { by: anActor.id, voids: null, cents: 2500 },
  'waitlist-entry': { offers: [], answers: [] },
  'calendar-feed': { madeBy: anActor.id },
  recall: { tries: [] },
  'amendment-act': { patientId: examplePatient, by: anActor.id },
}

/** Of no kind of data but where a test asks for one: then not everybody may see and change it. */
const ofNoKind = { sensitivity: null, sensitivitySet: null }

/** A row of `record`; where it belongs to a chart, to that of `patient`. */
export function rowFor(
  record: RecordType,
  n: number,
  given: Record<string, unknown> = {},
): Record<string, unknown> & { id: string } {
  const made = valueFor(record.row, n) as Record<string, unknown>
  const plain = 'sensitivity' in record.row.shape ? ofNoKind : {}
  return record.row.parse({
    ...made,
    ...plain,
    ...ofTheirs[record.type],
    id: newTestId(),
    ...given,
  }) as Record<string, unknown> & { id: string }
}
