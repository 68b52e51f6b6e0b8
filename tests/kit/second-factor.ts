/** Somebody with a key pair in the practice, and the app on their telephone. */
import { generateSync } from 'otplib'
import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'

/** What the app shows of a secret as it was typed into it. */
export const appShows = (secret: string, ms: number): string =>
  generateSync({ secret: secret.replaceAll(' ', ''), epoch: Math.floor(ms / 1000) })

/** Sets the second factor up. `now`: by the clock of the workstation. */
export async function setUp(
  desk: Workstation,
  now: number,
  code = '',
): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await desk.call(beginSecondFactor, { password: owner.password, code })
  const { codes } = await desk.call(finishSecondFactor, { code: appShows(secret, now) })
  return { secret, codes }
}
