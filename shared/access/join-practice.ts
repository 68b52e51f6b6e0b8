import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { CloudAddress, EnrolmentCode } from '../sync/enrol.ts'
import { Password } from './create-practice.ts'
import { longestPassword } from './password-rules.ts'

/**
 * First run of one more workstation: joins the practice the code was made in, for the person it was made for, who comes with their
 * password. Throws `enrol.*`, `cloud.unreachable`, `enrol.password`; and `password.*` in a practice where they have none yet. The code
 * they are given is null where they have one.
 */
export const joinPractice = defineCommand({
  name: 'access.joinPractice',
  input: z.strictObject({
    address: CloudAddress,
    code: EnrolmentCode,
    password: Password.max(longestPassword * 4),
  }),
  output: z.strictObject({ recoveryCode: z.string().nullable() }),
  example: {
    address: 'cloud.clinic.example:8443',
    code: '0000-0000-0000-0000-0000-0000-0000-0000-ZZ3Z',
    password: 'tidal lantern quince 44',
  },
  permission: 'before-sign-in',
  audit: { none: 'its entry is the first of the log that it begins (make-workstation)' },
})
