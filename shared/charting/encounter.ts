import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** A visit or other contact with a patient. Source: FHIR R4 Encounter; class codes from v3 ActCode. */
export const encounters = defineRecord({
  type: 'encounter',
  table: 'encounters',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    status: stored(40),
    class: stored(40),
    kind: stored(1000),
    reason: stored(1000),
    startsAt: Moment.nullable(),
    endsAt: Moment.nullable(),
    practitionerId: Id.nullable(),
    practitionerName: stored(200),
    locationId: Id.nullable(),
    locationName: stored(300),
    organizationId: Id.nullable(),
    organizationName: stored(300),
    disposition: stored(300),
    ...sensitive.fields,
  }),
})
