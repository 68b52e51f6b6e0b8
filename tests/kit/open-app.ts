/** One app for all tests of a file, its owner signed in: starting one takes seconds, and most tests change nothing. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startApp, type App } from '../../tools/kit/app.ts'
import { makeFolder, removeFolder } from './practice.ts'
import { seededProfile, signInOn, type Seed } from './seeded-app.ts'

export type OpenApp = { app: App; page: Page; profile: string; errors: string[] }

/** Called inside of a `describe`. What it returns is filled before the first test; `errors` is what the page said of itself. */
export function openApp(
  seed: Seed,
  ownerIs: Parameters<typeof seededProfile>[2] = {},
  env: Readonly<Record<string, string>> = {},
): OpenApp {
  const opened = { errors: [] as string[] } as OpenApp
  beforeAll(async () => {
    opened.profile = await seededProfile(seed, makeFolder(), ownerIs)
    opened.app = await startApp({ profile: opened.profile, env })
    opened.page = await opened.app.page()
    opened.page.on('pageerror', (error) => opened.errors.push(String(error)))
    opened.page.on('console', (message) => {
      if (message.type() === 'error') opened.errors.push(message.text())
    })
    await signInOn(opened.page)
  })
  afterAll(async () => {
    // not all of it is there where the start has failed
    const { app, profile } = opened as Partial<OpenApp>
    await app?.quit()
    if (profile !== undefined) removeFolder(profile)
  })
  return opened
}

/** Goes to a place by its path, as a link does. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, path)
}
