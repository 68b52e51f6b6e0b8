/** The app on a filled practice, as its owner sits before it. */
import type { Page } from 'playwright-core'
import { startApp, type App } from '../kit/app.ts'
import { firstPaint, paintedAfter } from './page-probe.ts'
import type { Filled } from './practice.ts'

export const startOn = ({ profile, demo }: Filled): Promise<App> =>
  startApp({
    profile,
    // the real cost of a password
    lightKdf: false,
    args: ['--holdfast-idle-minutes=15', ...(demo.keyInFile ? ['--holdfast-demo'] : [])],
    env: { HOLDFAST_DEMO_KEY_FILE: '1' },
  })

const everyone = [{ selector: 'table[aria-label="Everyone"] tr[data-row="0"] td', texts: null }]

/** Milliseconds from Enter on the password to the painted list of everyone. */
export async function unlockOn(page: Page, { demo }: Filled): Promise<number> {
  const username = page.getByLabel('User name')
  const password = page.getByLabel('Password', { exact: true })
  await password.waitFor()
  if (await username.isVisible()) await username.fill(demo.username)
  await password.fill(demo.password)
  return paintedAfter(page, 'keydown', everyone, () => page.keyboard.press('Enter'))
}

/** Milliseconds from Ctrl+L to the painted gate, and the page it is on. */
export async function lockOn(app: App, page: Page): Promise<{ page: Page; ms: number }> {
  const start = Date.now()
  await page.keyboard.press('Control+l').catch(() => undefined)
  const gate = await app.page(page)
  await gate.getByLabel('Password', { exact: true }).waitFor()
  return { page: gate, ms: (await firstPaint(gate)) - start }
}

export const toPatients = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Patients' }).click()
  await page.getByLabel('Find patients').waitFor()
}
