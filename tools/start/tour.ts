/** What `npm start` does where no window can be: a walk through the product, with pictures and a transcript. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startApp } from '../kit/app.ts'
import { root } from '../proc.ts'
import { goTo, searchFor, settle, signIn } from '../screens/visit.ts'
import { readDemo } from '../kit/demo-practice.ts'

const out = join(root, 'out', 'start')
/** For the whole demo practice, on a slow machine. */
const sendingMs = 600_000

export type TourParts = Readonly<{
  profile: string
  demo: boolean
  /** There is one, and the practice is connected to it. */
  cloud: boolean
  env: Readonly<Record<string, string>>
}>

/** Resolves to the exit code: 0 when every stop was reached. */
export async function tour({ profile, demo, cloud, env }: TourParts): Promise<number> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const lines: string[] = []
  const app = await startApp({ profile, lightKdf: false, args: demo ? ['--holdfast-demo'] : [], env })
  let page = await app.page()

  const stop = async (name: string, words: string) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await settle(page)
    const picture = `${String(lines.length + 1).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(out, picture) })
    lines.push(`${picture.padEnd(24)} ${words}`)
    console.log(`tour      ${words}`)
  }
  try {
    await stop('start', await firstWords(page))
    const demoSignIn = demo ? readDemo(profile) : null
    if (demoSignIn) {
      await walk(page, demoSignIn, stop)
      if (cloud) await lookAtCloud(page, stop)
      // locking destroys the page; the next one asks who is there
      await page.keyboard.press('Control+l')
      page = await app.page(page)
      await page.getByRole('button', { name: 'Unlock' }).waitFor()
      await stop('locked', 'Locked with Ctrl+L: the page is gone, the draft is kept')
    }
    return 0
  } catch (error) {
    await page.screenshot({ path: join(out, 'stopped-here.png') }).catch(() => undefined)
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    lines.push(`stopped: ${why}`)
    console.error(`tour      stopped: ${why}`)
    return 1
  } finally {
    writeFileSync(join(out, 'transcript.txt'), `${lines.join('\n')}\n`)
    console.log(`tour      pictures and transcript: ${out}`)
    await app.quit()
  }
}

const firstWords = async (page: Page): Promise<string> => {
  await page.getByRole('heading').first().waitFor()
  return `The gate says: ${await page.getByRole('heading').first().innerText()}`
}

type Stop = (name: string, words: string) => Promise<void>

async function walk(page: Page, as: { username: string; password: string }, stop: Stop): Promise<void> {
  await signIn(page, as.username, as.password)
  // a second tour comes back to where the first one locked
  await goTo(page, '/patients')
  await stop('patients', `Signed in; ${await rowsOf(page)} patients in the list`)

  await searchFor(page, 'ma')
  const first = page.getByRole('table', { name: 'Patients found' }).locator('[data-row="0"]')
  await first.waitFor()
  await stop('search', `Typed "ma": ${await rowsOf(page)} found`)

  await first.press('Enter')
  await page.getByRole('tab', { selected: true }).or(page.getByRole('heading')).first().waitFor()
  await page.waitForURL(/#\/chart\//)
  await stop('summary', 'Opened the first of them with Enter: the summary of the chart')

  const place = new URL(page.url()).hash.replace(/\/[^/]*$/, '')
  for (const section of ['timeline', 'medications', 'vitals', 'results', 'encounters', 'documents']) {
    await goTo(page, `${place}/${section}`)
    await stop(section, `The chart's ${section}`)
  }

  await page.keyboard.press('Alt+n')
  await page.getByLabel('Family name').fill('Newcomer')
  await page.getByText(/Draft kept/).waitFor()
  await stop('register', 'Began to register a patient: the draft is kept')
}

/** Everything that was imported is on its way: how far it is, and what the end of it looks like. */
async function lookAtCloud(page: Page, stop: Stop): Promise<void> {
  await goTo(page, '/cloud')
  const pill = page.getByRole('banner').getByRole('status').first()
  await stop('cloud', `The practice's cloud; the bar says: ${await pill.innerText()}`)
  const began = performance.now()
  await page.waitForFunction(
    () => document.querySelector('header [role="status"]')?.textContent === 'Up to date',
    null,
    { timeout: sendingMs },
  )
  const seconds = Math.round((performance.now() - began) / 1000)
  await stop('up-to-date', `Everything is sent and read, ${seconds} s later`)
}

/** How long the list is, as the table says it to a screen reader. */
async function rowsOf(page: Page): Promise<number> {
  const rows = await page.getByRole('table').first().getAttribute('aria-rowcount')
  return Math.max(0, Number(rows) - 1)
}
