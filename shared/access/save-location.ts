import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text, words } from '../kernel/fields.ts'
import { TimeZone } from './create-practice.ts'

/**
 * A location of the practice or a department of one: a new one, other words for one, or one that records name and that is the practice's
 * own from now on. Whoever was seen there belongs to it, also before. Throws `location.missing`, `location.name-taken`,
 * `location.department-of-department`, `row.changed`, and `scope.not-yours` for whoever reaches some locations only.
 */
export const saveLocation = defineCommand({
  name: 'access.saveLocation',
  input: z.strictObject({
    /** Null: a new one. */
    locationId: Id.nullable(),
    /** Of the row, as it was seen; null for a new one. */
    version: z.int().min(1).nullable(),
    name: words(120),
    phone: text(60),
    address: text(400),
    /** The location it is a department of; null for a location. Where it is does not change once it is the practice's own. */
    partOf: Id.nullable(),
    /** IANA name; null: that of the practice. It stays as it is where it is not said. */
    timeZone: TimeZone.nullable().optional(),
  }),
  output: z.strictObject({ locationId: z.string() }),
  example: {
    locationId: null,
    version: null,
    name: 'Northside',
    phone: '',
    address: '',
    partOf: null,
    timeZone: null,
  },
  permission: 'practice.configure',
  audit: {
    action: 'location.save',
    category: 'configuration',
    subject: () => null,
    detail: ({ locationId, partOf }, output) => ({
      location: output?.locationId ?? locationId ?? '',
      ...(partOf !== null && { partOf }),
    }),
  },
})

/** It is offered no more, or again. Who belongs to it and who reaches it stays as it is. Throws `location.missing`, `row.changed`. */
export const archiveLocation = defineCommand({
  name: 'access.archiveLocation',
  input: z.strictObject({ locationId: Id, version: z.int().min(1), archived: z.boolean() }),
  output: z.strictObject({}),
  example: { locationId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a81', version: 1, archived: true },
  permission: 'practice.configure',
  audit: {
    action: 'location.archive',
    category: 'configuration',
    subject: () => null,
    detail: ({ locationId, archived }) => ({ location: locationId, archived }),
  },
})
