import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'

/** Where a patient belongs: what was said, where their visits were, and who reaches them wherever they work. */
export const getPlaces = defineQuery({
  name: 'patients.getPlaces',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    /** The practice's own only, by name. */
    places: z.array(
      z.strictObject({
        locationId: z.string(),
        /** A department with its location before it. */
        name: z.string(),
        /** It was said so; a visit was there. */
        said: z.boolean(),
        visits: z.boolean(),
      }),
    ),
    people: z.array(z.strictObject({ userId: z.string(), displayName: z.string() })),
    /** Of what was said; null where nothing was. */
    version: z.int().nullable(),
    /** Whether the practice has said which locations it has: where it has none there is nothing to say. */
    hasLocations: z.boolean(),
    /** Whom they could be given to: everybody here. */
    everybody: z.array(z.strictObject({ userId: z.string(), displayName: z.string() })),
  }),
  example: { patientId },
  permission: 'patient.find',
  reads: ['patients', 'patientPlaces', 'locations', 'encounters', 'users'],
  audit: { action: 'patient.view-places', category: 'demographics', subject: (input) => input.patientId },
})

/**
 * Says where a patient belongs, and who reaches them wherever they work; where their visits were stays as it is. Throws
 * `patient.not-found`, `location.missing`, `person.not-found`, `row.changed`. Whoever does not reach the patient by where they are
 * seen, by a visit with them or by name is refused (`scope.not-yours`), here and by the cloud.
 */
export const setPlaces = defineCommand({
  name: 'patients.setPlaces',
  input: z.strictObject({
    patientId: Id,
    /** As it was seen; null where nothing was said. */
    version: z.int().min(1).nullable(),
    places: z.array(Id).max(60),
    people: z.array(Id).max(200),
  }),
  output: z.strictObject({}),
  example: { patientId, version: null, places: [], people: [] },
  permission: 'patient.edit',
  audit: {
    action: 'patient.set-places',
    category: 'demographics',
    subject: (input) => input.patientId,
    detail: ({ places, people }) => ({ places: places.toSorted().join(' '), people: people.length }),
  },
})
