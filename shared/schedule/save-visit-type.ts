import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text, words } from '../kernel/fields.ts'
import { visitColors, visitTypes } from './visit-type.ts'

const { minutes, prepareMinutes, cleanMinutes, telehealth, newPatients, rank } = visitTypes.row.shape

/** A kind of visit, new or changed. Visits that are booked keep the length they have. Throws `visit-type.missing`, `visit-type.name-taken`, `row.changed`. */
export const saveVisitType = defineCommand({
  name: 'schedule.saveVisitType',
  input: z.strictObject({
    /** Null: a new one. */
    visitTypeId: Id.nullable(),
    /** Of the row, as it was seen; null for a new one. */
    version: z.int().min(1).nullable(),
    name: words(80),
    color: z.enum(visitColors),
    minutes,
    prepareMinutes,
    cleanMinutes,
    needs: z.array(z.strictObject({ kind: z.enum(['room', 'equipment']), category: words(80) })).max(6),
    telehealth,
    newPatients,
    instructions: text(2000),
    rank,
  }),
  output: z.strictObject({ visitTypeId: z.string() }),
  example: {
    visitTypeId: null,
    version: null,
    name: 'Annual physical',
    color: 'teal',
    minutes: 40,
    prepareMinutes: 0,
    cleanMinutes: 5,
    needs: [{ kind: 'room', category: 'exam' }],
    telehealth: false,
    newPatients: false,
    instructions: 'Eat nothing for 8 hours before.',
    rank: 4,
  },
  permission: 'schedule.configure',
  audit: {
    action: 'visit-type.save',
    category: 'configuration',
    subject: () => null,
    detail: ({ visitTypeId }, output) => ({ visitType: output?.visitTypeId ?? visitTypeId ?? '' }),
  },
})

/** It is offered no more, or again. Visits of it stay what they are. Throws `visit-type.missing`, `row.changed`. */
export const archiveVisitType = defineCommand({
  name: 'schedule.archiveVisitType',
  input: z.strictObject({ visitTypeId: Id, version: z.int().min(1), archived: z.boolean() }),
  output: z.strictObject({}),
  example: { visitTypeId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f2a01', version: 1, archived: true },
  permission: 'schedule.configure',
  audit: {
    action: 'visit-type.archive',
    category: 'configuration',
    subject: () => null,
    detail: ({ visitTypeId, archived }) => ({ visitType: visitTypeId, archived }),
  },
})
