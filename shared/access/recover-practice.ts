import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { CloudAddress, EnrolmentCode } from '../sync/enrol.ts'
import { Password } from './create-practice.ts'

/**
 * Opens this workstation with the practice's recovery code: its keychain is lost, or nobody who has a way in is left. Whoever comes
 * in is one of the practice, sets a password for this computer, and gets a code of their own. `cloud`: the copy of the sealed keys
 * is missing here, or the code was renewed since; a colleague's one-time code brings both, and connects the workstation again.
 */
export const recoverPractice = defineCommand({
  name: 'access.recoverPractice',
  input: z.strictObject({
    username: z.string().max(200),
    code: z.string().max(80),
    password: Password,
    cloud: z.strictObject({ address: CloudAddress, code: EnrolmentCode }).nullable(),
  }),
  output: z.strictObject({ recoveryCode: z.string() }),
  example: {
    username: 'arivera',
    code: '0000-0000-0000-0000-0000-0000-0000-0000-0000',
    password: 'tidal lantern quince 45',
    cloud: null,
  },
  permission: 'before-sign-in',
  audit: {
    action: 'session.recover-practice',
    category: 'session',
    subject: () => null,
    detail: ({ cloud }) => ({ cloud: cloud !== null }),
  },
})
