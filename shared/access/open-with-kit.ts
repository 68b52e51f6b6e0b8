import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { kitSheets } from './emergency-kit.ts'

/**
 * Opens this workstation for reading with two sheets of the emergency kit, where nobody can sign in. What is looked at is recorded
 * under the kit, with whose sheets they were. Throws `kit.none`, `kit.not-a-sheet`, `kit.one-sheet-twice`, `kit.wrong`, `kit.over`.
 */
export const openWithKit = defineCommand({
  name: 'access.openWithKit',
  input: z.strictObject({
    sheets: z.array(z.string().max(80)).length(kitSheets.needed),
    /** Who opens it, in their words. */
    names: stored(200).min(3),
    reason: stored(300).min(5),
  }),
  output: z.strictObject({ leftMinutes: z.int() }),
  example: {
    sheets: ['0000-0000-0000-0000-0000-0000-0000-0000-0000', '0000-0000-0000-0000-0000-0000-0000-0000-0000'],
    names: 'Ana Rivera and Bo Lindqvist',
    reason: 'The cloud was unreachable for a week, and every lease is over.',
  },
  permission: 'before-sign-in',
  audit: { action: 'session.open-with-kit', category: 'session', subject: () => null },
})

/** Notes in the record that a kit was used here: a step of the next sign-in. */
export const noteKitUse = defineCommand({
  name: 'access.noteKitUse',
  caller: 'internal',
  input: z.strictObject({
    id: Id,
    kitId: Id,
    at: Instant,
    names: stored(200),
    reason: stored(300),
    marks: z.array(z.int().min(1).max(255)).max(kitSheets.made),
  }),
  output: z.strictObject({}),
  example: {
    id: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c5d03',
    kitId: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c5d01',
    at: '2026-03-04T10:00:00.000Z',
    names: 'Ana Rivera and Bo Lindqvist',
    reason: 'The cloud was unreachable for a week.',
    marks: [1, 2],
  },
  permission: 'any-signed-in',
  audit: {
    action: 'kit.note-use',
    category: 'session',
    subject: () => null,
    detail: ({ kitId }) => ({ kit: kitId }),
  },
})
