import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'

/** What a draft is of; the screen that made it knows how to read it. */
export const DraftKind = z.enum([
  'patients.register',
  'patients.edit',
  'charting.addDocument',
  'exchange.import',
  'access.workspace',
  'access.invite',
  'access.level',
  'access.review',
  'amendments.record',
  'amendments.act',
  'disclosures.record',
  'schedule.book',
  'schedule.change',
])
/** The patient or other thing it is about; empty where there is none yet. */
const Subject = z.string().max(60)
const Body = z.string().max(200_000)
const typing = { none: 'unfinished typing; the act it leads to is recorded' }

/** Keeps unfinished work, sealed for its owner. Called as they type. */
export const saveDraft = defineCommand({
  name: 'access.saveDraft',
  input: z.strictObject({ kind: DraftKind, subject: Subject, body: Body }),
  output: z.strictObject({ savedAt: z.string() }),
  example: { kind: 'patients.register', subject: '', body: '{"family":"Oko"}' },
  permission: 'any-signed-in',
  maxBytes: 256 * 1024,
  audit: typing,
})

export const discardDraft = defineCommand({
  name: 'access.discardDraft',
  input: z.strictObject({ kind: DraftKind, subject: Subject }),
  output: z.strictObject({}),
  example: { kind: 'patients.register', subject: '' },
  permission: 'any-signed-in',
  audit: typing,
})

export const getDraft = defineQuery({
  name: 'access.getDraft',
  input: z.strictObject({ kind: DraftKind, subject: Subject }),
  output: z.strictObject({ draft: z.strictObject({ body: z.string(), savedAt: z.string() }).nullable() }),
  example: { kind: 'patients.register', subject: '' },
  permission: 'any-signed-in',
  reads: [],
  audit: typing,
})

/** One's own drafts, newest first: what waits to be finished. */
export const listDrafts = defineQuery({
  name: 'access.listDrafts',
  input: z.strictObject({}),
  output: z.strictObject({
    drafts: z.array(z.strictObject({ kind: DraftKind, subject: z.string(), savedAt: z.string() })),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['draft'],
  audit: typing,
})
