import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** Colours a visit type may have on the grid: names of the theme, drawn for light and dark. */
export const visitColors = [
  'blue',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'gray',
] as const

/** A room or a piece of equipment of some category that a visit of a type takes up. */
export const Need = z.strictObject({ kind: z.enum(['room', 'equipment']), category: stored(80) })
export type Need = z.output<typeof Need>

/** What people come for, as the practice books it. Source: FHIR R4 HealthcareService and Appointment.appointmentType. */
export const visitTypes = defineRecord({
  type: 'visit-type',
  table: 'visitTypes',
  patient: null,
  merge: { all: 'low', minutes: 'clinical', needs: 'clinical' },
  since: 6,
  row: z.strictObject({
    id: Id,
    name: stored(80),
    color: z.enum(visitColors),
    minutes: z.int().min(5).max(720),
    /** Rooms and equipment are taken so long before and after the visit itself. */
    prepareMinutes: z.int().min(0).max(240),
    cleanMinutes: z.int().min(0).max(240),
    needs: z.array(Need).max(6),
    telehealth: z.boolean(),
    /** For whoever has not been here: a search for new patients offers it first. */
    newPatients: z.boolean(),
    /** What a patient is told beforehand: fasting, papers to bring. */
    instructions: stored(2000),
    active: z.boolean(),
    /** Place in lists. */
    rank: z.int().min(0).max(9999),
  }),
})
