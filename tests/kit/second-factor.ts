/** Somebody with a key pair in the practice, and the app on their telephone. */
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
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

/**
 * The same on the screens, from where it is asked for to the workstation. Returns the secret in the telephone, the code that was used,
 * and the spare codes.
 */
export async function setUpOn(
  page: Page,
  password = owner.password,
): Promise<{ secret: string; used: string; codes: string[] }> {
  await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor()
  await page.getByLabel('Your password').fill(password)
  await page.keyboard.press('Enter')
  const key = page.getByLabel('Key for your authenticator app')
  const secret = (await key.innerText()).trim()
  const used = appShows(secret, Date.now())
  await page.getByLabel('Code from your authenticator').fill(used)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Print your spare codes' }).waitFor()
  const codes = await page.getByRole('list', { name: 'Spare codes' }).locator('li').allInnerTexts()
  await page.getByLabel(/printed or written down/).check()
  await page.getByRole('button', { name: 'Open the workstation' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return { secret, used, codes }
}

/** The next code the app shows: one that was used is not taken again. */
export async function nextCode(secret: string, before: string): Promise<string> {
  await expect.poll(() => appShows(secret, Date.now()), { timeout: 40_000 }).not.toBe(before)
  return appShows(secret, Date.now())
}
