import { z } from 'zod'
import { HandingOut } from '../audit/handing-out.ts'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'

const requestId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aee'
const exportId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aef'
const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'

/**
 * Begins to write what was asked for, always encrypted, to a folder that somebody chooses; it goes on after the answer (`listExports`). Only by
 * whoever asked, once, and where two people are needed, while the approval is good. Needs the right to read charts too. Throws `export.not-found`,
 * `export.not-yours`, `export.not-approved`, `export.over`, `export.begun-already`, `export.running`, `export.charts-away`,
 * `export.more-than-approved`, `export.too-many`, `export.nobody`.
 */
export const startExport = defineCommand({
  name: 'exports.startExport',
  input: z.strictObject({ requestId: Id }),
  output: z.strictObject({
    /** Null where no folder was chosen. */
    begun: z
      .strictObject({
        fileName: z.string(),
        exportId: z.string(),
        patients: z.int(),
        /** What opens it; kept nowhere. */
        passphrase: z.string(),
      })
      .nullable(),
  }),
  example: { requestId },
  permission: 'record.export',
  stepUp: true,
  audit: {
    action: 'export.start',
    category: 'exchange',
    subject: () => null,
    detail: (input, output) => ({
      request: input.requestId,
      ...(output?.begun && { export: output.begun.exportId, patients: output.begun.patients }),
    }),
  },
})

/** Ends the one that is being written here; nothing of it is left. Throws `export.not-running`. */
export const cancelExport = defineCommand({
  name: 'exports.cancelExport',
  input: z.strictObject({ requestId: Id }),
  output: z.strictObject({}),
  example: { requestId },
  permission: 'record.export',
  audit: {
    action: 'export.cancel',
    category: 'exchange',
    subject: () => null,
    detail: (input) => ({ request: input.requestId }),
  },
})

/** Step: the approval is used, before a byte is written. Throws as startExport. */
export const beginExport = defineCommand({
  name: 'exports.beginExport',
  caller: 'internal',
  input: z.strictObject({ requestId: Id, exportId: Id }),
  output: z.strictObject({}),
  example: { requestId, exportId },
  permission: 'record.export',
  audit: {
    action: 'export.begin',
    category: 'exchange',
    subject: () => null,
    detail: (input) => ({ request: input.requestId, export: input.exportId }),
  },
})

/** Step: one patient's record is about to leave. One entry for each, before anything of it is written; their own report shows it. */
export const notePatientExported = defineCommand({
  name: 'exports.notePatientExported',
  caller: 'internal',
  input: z.strictObject({
    patientId: Id,
    /** Null where it is of this one alone. */
    requestId: Id.nullable(),
    exportId: Id,
    handingOut: HandingOut,
    /** Of whoever gets it, where that was asked: for the patient's list of disclosures. */
    toName: text(200).default(''),
    encrypted: z.boolean(),
  }),
  output: z.strictObject({}),
  example: {
    patientId,
    requestId,
    exportId,
    handingOut: { recipient: 'system', purpose: 'move' },
    encrypted: true,
  },
  permission: 'record.export',
  audit: {
    action: 'record.export',
    category: 'chart',
    subject: (input) => input.patientId,
    detail: (input) => ({
      ...input.handingOut,
      encrypted: input.encrypted,
      ...(input.requestId !== null && { request: input.requestId }),
      export: input.exportId,
    }),
  },
})

/** Step: how it ended. */
export const endExport = defineCommand({
  name: 'exports.endExport',
  caller: 'internal',
  input: z.strictObject({
    requestId: Id,
    exportId: Id,
    end: z.enum(['written', 'cancelled', 'failed']),
    patients: z.int().min(0),
    resources: z.int().min(0),
    /** Why it failed: a stable key. */
    failure: z.string().max(120).nullable(),
  }),
  output: z.strictObject({}),
  example: { requestId, exportId, end: 'written', patients: 812, resources: 90_412, failure: null },
  permission: 'record.export',
  audit: {
    action: 'export.end',
    category: 'exchange',
    subject: () => null,
    detail: ({ requestId: request, exportId: made, end, patients, resources, failure }) => ({
      request,
      export: made,
      end,
      patients,
      resources,
      ...(failure !== null && { failure }),
    }),
  },
})
