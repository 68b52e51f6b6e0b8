import { z } from 'zod'
import { HandingOut } from '../audit/handing-out.ts'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

const requestId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aee'

/** How many patients it would be of, now: those who are open to whoever asks, and those who are not. */
export const getExportCount = defineQuery({
  name: 'exports.getExportCount',
  input: z.strictObject({ locationId: Id.nullable() }),
  output: z.strictObject({
    patients: z.int(),
    closed: z.int(),
    /** Of how many one person exports alone, and of how many at all. */
    alone: z.int(),
    most: z.int(),
  }),
  example: { locationId: null },
  permission: 'record.export',
  reads: ['patients', 'encounters', 'patientPlaces', 'locations', 'chartRestrictions', 'practices', 'users'],
  audit: { none: 'how many, and nothing of anybody' },
})

/**
 * Asks to export the records of all patients, or of those who belong to a location and its departments. Needs the right to read charts too.
 * Throws `export.nobody`, `export.too-many`, `location.missing`.
 */
export const askForExport = defineCommand({
  name: 'exports.askForExport',
  input: z.strictObject({ locationId: Id.nullable(), handingOut: HandingOut, reason: words(1000) }),
  output: z.strictObject({ requestId: z.string(), patients: z.int(), needsTwo: z.boolean() }),
  example: {
    locationId: null,
    handingOut: { recipient: 'system', purpose: 'move' },
    reason: 'We change to another system on 1 December.',
  },
  permission: 'record.export',
  stepUp: true,
  audit: {
    action: 'export.ask',
    category: 'exchange',
    subject: () => null,
    detail: ({ locationId, handingOut }, output) => ({
      ...handingOut,
      what: locationId === null ? 'all' : locationId,
      ...(output && { request: output.requestId, patients: output.patients, needsTwo: output.needsTwo }),
    }),
  },
})

const aDecision = (verb: string, action: string) =>
  defineCommand({
    name: `exports.${verb}`,
    input: z.strictObject({ requestId: Id, reason: words(1000) }),
    /** What the entry of the log has. */
    output: z.strictObject({ patients: z.int() }),
    example: { requestId, reason: 'Looked at the contract, and at how many it is.' },
    permission: 'record.export',
    stepUp: true,
    audit: {
      action: `export.${action}`,
      category: 'exchange',
      subject: () => null,
      detail: (input, output) => ({
        request: input.requestId,
        ...(output && { patients: output.patients }),
      }),
    },
  })

/** The second person. Throws `export.not-found`, `export.over`, `export.same-person`, `export.alone-enough`. */
export const approveExport = aDecision('approveExport', 'approve')
/** By anybody else who may approve. Throws `export.not-found`, `export.over`, `export.same-person`. */
export const refuseExport = aDecision('refuseExport', 'refuse')
/** By whoever asked. Throws `export.not-found`, `export.over`, `export.not-yours`. */
export const withdrawExport = aDecision('withdrawExport', 'withdraw')
