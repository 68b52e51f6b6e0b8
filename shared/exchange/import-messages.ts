import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** What became of a message. */
export const messageOutcomes = [
  'booked',
  'moved',
  'changed',
  'cancelled',
  'no-show',
  'already',
  'refused',
] as const

/** One message: where it stands, and what became of it; where it was refused, why, as an error says it. */
export const MessageLine = z.strictObject({
  file: z.string(),
  /** Of the file, from 1. */
  line: z.int(),
  outcome: z.enum(messageOutcomes),
  appointmentId: z.string().nullable(),
  /** A patient was taken on for it. */
  newPatient: z.boolean(),
  reason: z.string().nullable(),
  params: z.record(z.string(), z.string()),
})
export type MessageLine = z.output<typeof MessageLine>

/**
 * Lets somebody choose files of HL7 v2 messages about appointments (SIU), and takes them one after another. One that is refused does not stop
 * the others. Null where none were chosen.
 */
export const importMessages = defineCommand({
  name: 'exchange.importMessages',
  input: z.strictObject({}),
  output: z.strictObject({ lines: z.array(MessageLine).max(5000).nullable() }),
  example: {},
  permission: 'schedule.write',
  audit: {
    action: 'messages.import',
    category: 'exchange',
    subject: () => null,
    detail: (_input, output) => ({
      messages: output?.lines?.length ?? 0,
      refused: output?.lines?.filter(({ outcome }) => outcome === 'refused').length ?? 0,
    }),
  },
})
