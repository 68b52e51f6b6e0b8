/** A profile with a practice in it, its device key in the real keychain, ready for the app to be started on. */
import { createPractice } from '../../shared/access/create-practice.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { keyringMissing } from '../../tools/keyring.ts'
import type { App } from '../../tools/kit/app.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import type { Page } from 'playwright-core'
import { appFor } from './app.ts'
import { tempFolder } from './practice.ts'

/** Why tests of the whole app cannot run here, or null. */
export const noKeychain = keyringMissing()
if (noKeychain !== null) console.log(`skipped: tests of the whole app (${noKeychain})`)

export type Seed = (desk: Workstation) => Promise<unknown>

/** `seed` gets the signed-in workstation, without windows, and what it writes is there when the app starts. */
export async function seededProfile(
  seed: Seed = () => Promise.resolve(),
  profile = tempFolder(),
  ownerIs: Partial<typeof owner> = {},
): Promise<string> {
  const desk = await openWorkstation({ profile, keys: new OsKeychain() as never })
  await desk.call(createPractice, { ...owner, ...ownerIs })
  await seed(desk)
  desk.close()
  return profile
}

/** Signs the owner in on the gate of a page. */
export async function signInOn(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).waitFor()
  // who has locked it is known already
  const username = page.getByLabel('User name')
  if (await username.isVisible()) await username.fill(owner.username)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

/** The app with one patient in it, its owner signed in. */
export async function signedInApp(): Promise<{ app: App; page: Page; profile: string }> {
  const profile = await seededProfile((desk) => desk.call(registerPatient, registerPatient.example))
  const app = await appFor({ profile })
  const page = await app.page()
  await signInOn(page)
  return { app, page, profile }
}

/** Ctrl+L. The page may be gone before the key is up again. */
export const pressLock = (page: Page): Promise<void> =>
  page.keyboard.press('Control+l').catch(() => undefined)

/** The gate after a lock: the next page, once it asks for the password. Who is asked, and where the page is. */
export async function gateAfter(app: App, page: Page): Promise<{ locked: Page; text: string }> {
  const locked = await app.page(page)
  await locked.getByRole('button', { name: 'Unlock' }).waitFor()
  return { locked, text: await locked.locator('body').innerText() }
}
