import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** A plan of care and what it asks to be done. Source: FHIR R4 CarePlan. */
export const carePlans = defineRecord({
  type: 'carePlan',
  table: 'carePlans',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    title: stored(1000),
    status: stored(40),
    startsAt: Moment.nullable(),
    endsAt: Moment.nullable(),
    activities: z.array(stored(500)).max(200),
    addresses: z.array(stored(500)).max(60),
    ...sensitive.fields,
  }),
})

/** What a patient and their team want to reach. Source: FHIR R4 Goal. */
export const goals = defineRecord({
  type: 'goal',
  table: 'goals',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    description: stored(1000),
    status: stored(40),
    achievement: stored(80),
    startsAt: Moment.nullable(),
    dueOn: Moment.nullable(),
    ...sensitive.fields,
  }),
})

export const CareTeamMember = z.strictObject({
  role: stored(300),
  name: stored(300),
  practitionerId: Id.nullable(),
})

/** Who looks after a patient together. Source: FHIR R4 CareTeam. */
export const careTeams = defineRecord({
  type: 'careTeam',
  table: 'careTeams',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    name: stored(300),
    status: stored(40),
    startsAt: Moment.nullable(),
    endsAt: Moment.nullable(),
    members: z.array(CareTeamMember).max(100),
    ...sensitive.fields,
  }),
})
