/** What somebody types who comes in with the practice's code. */
import type { recoverPractice } from '../../shared/access/recover-practice.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { owner } from '../../tools/kit/workstation.ts'

export const recoveredPassword = 'velvet orchard sixty nine'

export const withCode = (
  code: string,
  cloud: InputOf<typeof recoverPractice>['cloud'] = null,
): InputOf<typeof recoverPractice> => ({
  username: owner.username,
  code,
  password: recoveredPassword,
  cloud,
})
