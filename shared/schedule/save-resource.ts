import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text, words } from '../kernel/fields.ts'
import { resourceKinds, resources } from './resource.ts'

const { atOnce, overbook, rank } = resources.row.shape

/**
 * A provider, a room or a piece of equipment, new or changed. What it is does not change once it is there. Throws `resource.missing`,
 * `resource.name-taken`, `resource.no-location` for a room that is nowhere, `location.missing`, `row.changed`.
 */
export const saveResource = defineCommand({
  name: 'schedule.saveResource',
  input: z.strictObject({
    /** Null: a new one. */
    resourceId: Id.nullable(),
    /** Of the row, as it was seen; null for a new one. */
    version: z.int().min(1).nullable(),
    kind: z.enum(resourceKinds),
    name: words(120),
    short: text(12),
    /** Of a room or a piece of equipment; null for a provider. */
    locationId: Id.nullable(),
    /** Who signs in as this provider. */
    userId: Id.nullable(),
    category: text(80),
    atOnce,
    overbook,
    rank,
  }),
  output: z.strictObject({ resourceId: z.string() }),
  example: {
    resourceId: null,
    version: null,
    kind: 'provider',
    name: 'Ana Rivera, MD',
    short: 'Rivera',
    locationId: null,
    userId: null,
    category: 'Family Medicine',
    atOnce: 1,
    overbook: 1,
    rank: 0,
  },
  permission: 'schedule.configure',
  audit: {
    action: 'resource.save',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId, kind }, output) => ({ resource: output?.resourceId ?? resourceId ?? '', kind }),
  },
})

/** It is booked no more, or again. What is booked stays. Throws `resource.missing`, `row.changed`. */
export const archiveResource = defineCommand({
  name: 'schedule.archiveResource',
  input: z.strictObject({ resourceId: Id, version: z.int().min(1), archived: z.boolean() }),
  output: z.strictObject({}),
  example: { resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f2a02', version: 1, archived: true },
  permission: 'schedule.configure',
  audit: {
    action: 'resource.archive',
    category: 'configuration',
    subject: () => null,
    detail: ({ resourceId, archived }) => ({ resource: resourceId, archived }),
  },
})
