import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import type { Permission } from '../kernel/permissions.ts'
import { Denial } from './amendment-act.ts'

const amendmentId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1ada'
const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'

/** Every act on a request: all throw `amendment.not-found`. `words`: as `AmendmentAct.text`. */
const anAct = (verb: string, action: string, permission: Permission, example: string) =>
  defineCommand({
    name: `amendments.${verb}`,
    input: z.strictObject({ patientId: Id, amendmentId: Id, words: words(4000) }),
    output: z.strictObject({}),
    example: { patientId, amendmentId, words: example },
    permission,
    audit: {
      action: `amendment.${action}`,
      category: 'chart',
      subject: (input) => input.patientId,
      detail: (input) => ({ amendment: input.amendmentId }),
    },
  })

/** Thirty days more, once, before the day it is due. Throws `amendment.over`, `amendment.put-off-already`, `amendment.too-late`. */
export const putOffAmendment = anAct(
  'putOffAmendment',
  'put-off',
  'amendment.record',
  'The letters of the hospital have not come yet.',
)
/** The words are shown with the entry from then on; the entry stays as it is. Throws `amendment.over`, `amendment.your-own`. */
export const acceptAmendment = anAct(
  'acceptAmendment',
  'accept',
  'amendment.decide',
  'The patient stopped smoking in 2012.',
)
/** The patient asks no more, or it was written down by mistake. Throws `amendment.over`. */
export const withdrawAmendment = anAct(
  'withdrawAmendment',
  'withdraw',
  'amendment.record',
  'Said on the phone that it is right after all.',
)
/** The patient's statement of disagreement. Throws `amendment.not-denied`. */
export const addDisagreement = anAct(
  'addDisagreement',
  'disagree',
  'amendment.record',
  'I have not smoked since my daughter was born.',
)
/** The practice's answer to it. Throws `amendment.no-disagreement`, `amendment.your-own`. */
export const addRebuttal = anAct(
  'addRebuttal',
  'rebut',
  'amendment.decide',
  'It was said so at the visit of 3 March 2024.',
)
/** Who else was told of an amendment that was accepted. Throws `amendment.not-accepted`. */
export const noteTold = anAct(
  'noteTold',
  'tell',
  'amendment.record',
  'Harborview Hospital, by letter of 4 March.',
)

/** For one of the four reasons, and in words. Throws `amendment.over`, `amendment.your-own`. */
export const denyAmendment = defineCommand({
  name: 'amendments.denyAmendment',
  input: z.strictObject({ patientId: Id, amendmentId: Id, denial: Denial, words: words(4000) }),
  output: z.strictObject({}),
  example: {
    patientId,
    amendmentId,
    denial: 'accurate',
    words: 'The note says what was said at the visit.',
  },
  permission: 'amendment.decide',
  audit: {
    action: 'amendment.deny',
    category: 'chart',
    subject: (input) => input.patientId,
    detail: (input) => ({ amendment: input.amendmentId, why: input.denial }),
  },
})
