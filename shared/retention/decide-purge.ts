import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import { PurgeAge, PurgeHeld } from './purge.ts'

const purgeListId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1adc'
const reason = 'Older than the policy says, and nothing is held.'

/** What the entry of the log has: the list, how many would go, and what they hash to. */
const Said = z.strictObject({ count: z.int(), digest: z.string() })

const aDecision = (verb: string, action: string) =>
  defineCommand({
    name: `retention.${verb}`,
    input: z.strictObject({ purgeListId: Id, reason: words(1000) }),
    output: Said,
    example: { purgeListId, reason },
    permission: 'retention.purge',
    stepUp: true,
    audit: {
      action: `purge.${action}`,
      category: 'configuration',
      subject: () => null,
      detail: (input, output) => ({
        list: input.purgeListId,
        ...(output && { count: output.count, digest: output.digest }),
      }),
    },
  })

/** The first of two people. Throws `purge.not-found`, `purge.over`, `purge.proposed-already`, `purge.nothing`. */
export const proposePurge = aDecision('proposePurge', 'propose')
/** The second: then the cloud carries it out. Throws as `proposePurge`, `purge.not-proposed`, `purge.same-person`. */
export const confirmPurge = aDecision('confirmPurge', 'confirm')
/** It is not carried out. Throws `purge.not-found`, `purge.over`. */
export const dismissPurge = aDecision('dismissPurge', 'dismiss')

const Act = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() })
export const PurgeLine = z.strictObject({
  purgeListId: z.string(),
  years: z.int(),
  before: z.string(),
  count: z.int(),
  digest: z.string(),
  ages: z.array(PurgeAge),
  held: z.array(PurgeHeld),
  at: z.string(),
  /** `stale`: a hold, an alarm or the policy had changed what might go; nothing went, and there is a new list. */
  state: z.enum(['listed', 'proposed', 'confirmed', 'dismissed', 'done', 'stale']),
  proposed: Act.nullable(),
  confirmed: Act.nullable(),
  dismissed: Act.nullable(),
  doneAt: z.string().nullable(),
  /** Proposed by whoever asks: somebody else confirms. */
  isYours: z.boolean(),
})
export type PurgeLine = z.output<typeof PurgeLine>

/** What the cloud has listed, and what became of it, the latest first. */
export const listPurges = defineQuery({
  name: 'retention.listPurges',
  input: z.strictObject({}),
  output: z.strictObject({ purges: z.array(PurgeLine).max(200) }),
  example: {},
  permission: 'retention.purge',
  reads: ['purgeLists', 'purgeActs', 'purgesDone', 'users'],
  audit: { action: 'purge.list', category: 'configuration', subject: () => null },
})
