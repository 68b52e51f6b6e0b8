/** Walking through the pages of a running app, as a person with a keyboard would. */
import type { Page } from 'playwright-core'

/** Long enough for what fades in to have done so; pictures only, nothing is measured by it. */
const settleMs = 350

/** Waits until nothing loads and nothing moves, and then `ms` for what begins to move after that. */
export async function settle(page: Page, ms = settleMs): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('[aria-busy="true"], .mantine-Loader-root, .mantine-Skeleton-root') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  )
  await page.waitForTimeout(ms)
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).waitFor()
  const name = page.getByLabel('User name')
  if (await name.isVisible()) await name.fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

/** Goes to a place of the router, as following a link does. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), place)
  await settle(page)
}

/** Types into the search of the Patients screen. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await goTo(page, '/patients')
  const field = page.getByLabel('Find patients')
  await field.fill('')
  await field.pressSequentially(words)
  await settle(page)
}
