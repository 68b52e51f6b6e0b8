import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/**
 * Records that a sheet with codes is about to be printed that was just shown to whoever prints it. It needs no right to print, which
 * is about records, and comes before the second factor is set up: the codes are shown once.
 */
export const logCodePrint = defineCommand({
  name: 'access.logCodePrint',
  input: z.strictObject({ what: z.enum(['recovery-code', 'spare-codes', 'emergency-kit']) }),
  output: z.strictObject({ at: z.string() }),
  example: { what: 'recovery-code' },
  permission: 'any-signed-in',
  audit: { action: 'print', category: 'session', subject: () => null },
})
