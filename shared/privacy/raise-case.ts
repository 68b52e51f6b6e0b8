import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { CaseKind } from './privacy-case.ts'

/** A step of reading: the workstation has noticed something about how whoever is in reads. They are not told. */
export const raiseCase = defineCommand({
  name: 'privacy.raiseCase',
  caller: 'internal',
  input: z.strictObject({
    kind: CaseKind,
    patientId: Id.nullable(),
    count: z.int().min(0).nullable(),
    usual: z.int().min(0).nullable(),
  }),
  output: z.strictObject({ caseId: z.string() }),
  example: { kind: 'colleague', patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', count: null, usual: null },
  permission: 'any-signed-in',
  closedCharts: 'too',
  audit: {
    action: 'case.raise',
    category: 'session',
    subject: ({ patientId }) => patientId,
    detail: ({ kind }, output) => ({ kind, ...(output && { case: output.caseId }) }),
  },
})
