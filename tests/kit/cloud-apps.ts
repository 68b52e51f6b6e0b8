/** Whole apps of one practice, and its cloud on a real PostgreSQL: what people see of each other's work. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import { pinOf } from '../../src-cloud/http/certificates.ts'
import { makePracticeCode } from '../../src-cloud/postgres/enrolment.ts'
import { startCloud, type Cloud, type CloudOptions } from '../../src-cloud/start-cloud.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { optionsFor } from './cloud.ts'

export const addressOf = ({ port }: Pick<Cloud, 'port'>): string => `127.0.0.1:${port}`

/** As those who run the cloud make it: `npm run cloud -- code`. */
export async function practiceCode({ pool, ca }: Pick<Cloud, 'pool' | 'ca'>): Promise<string> {
  const { secret } = await makePracticeCode(pool)
  return writeEnrolmentCode(secret, pinOf(ca))
}

/** A cloud that can go away and come back at its address. */
export class CloudThatLeaves {
  #cloud: Cloud | null = null
  #port = 0
  readonly #url: string
  readonly #folder: string

  constructor(url: string, folder: string) {
    this.#url = url
    this.#folder = folder
  }

  get cloud(): Cloud {
    if (!this.#cloud) throw new Error('the cloud is away')
    return this.#cloud
  }

  /** `more`: as another version of it would be started. */
  async come(more: Partial<CloudOptions> = {}): Promise<void> {
    this.#port ||= await freePort()
    this.#cloud = await startCloud({ ...optionsFor(this.#url, this.#folder), port: this.#port, ...more })
  }

  async leave(): Promise<void> {
    await this.#cloud?.stop()
    this.#cloud = null
  }
}

/** Types address and code on the screen Cloud. */
export async function connectOn(page: Page, cloud: Pick<Cloud, 'port' | 'pool' | 'ca'>): Promise<void> {
  await page.keyboard.press('Alt+c')
  await page.getByLabel('Address of the cloud').fill(addressOf(cloud))
  await page.getByLabel('One-time code').fill(await practiceCode(cloud))
  await page.keyboard.press('Enter')
  await pillSays(page, 'Up to date')
}

/** Makes a code on one workstation and types it on another that nobody has used. */
export async function joinOn(page: Page, fresh: Page, password = owner.password): Promise<void> {
  await page.keyboard.press('Alt+c')
  await page.getByRole('button', { name: 'Add a workstation' }).click()
  const code = page.getByLabel('Enrolment code')
  await code.waitFor()
  const typed = await code.innerText()
  const address = await page.getByRole('dialog').locator('dd').first().innerText()
  await page.keyboard.press('Escape')
  await fresh.getByRole('button', { name: 'Join a practice that exists' }).click()
  await fresh.getByLabel('Address of the cloud').fill(address)
  await fresh.getByLabel('One-time code').fill(typed)
  await fresh.getByLabel('Your password').fill(password)
  await fresh.keyboard.press('Enter')
  await pillSays(fresh, 'Up to date')
}

/**
 * Opens the panel of what waits and presses Try now, where the cloud has not come back by itself meanwhile: between a look
 * at the button and a press of it, it may.
 */
export async function tryNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Show what waits/ }).click()
  const more = page.getByRole('link', { name: 'Cloud and outages' })
  await more.waitFor()
  await page
    .getByRole('button', { name: 'Try now' })
    .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()))
  await page.keyboard.press('Escape')
  await more.waitFor({ state: 'hidden' })
}

/** Waits until the pill says so: the whole of it, or what matches. */
export async function pillSays(page: Page, words: string | RegExp): Promise<void> {
  const pill = page.getByRole('banner').getByRole('status').first()
  const pattern = words instanceof RegExp ? words : new RegExp(`^${words}$`)
  // a whole practice may be on its way
  await expect.poll(() => pill.innerText().catch(() => ''), { timeout: 240_000 }).toMatch(pattern)
}
