/** Two workstations, one of which holds the charts of the last 18 months: opening an old one with the cloud and without it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getStanding } from '../../shared/charting/get-standing.ts'
import { listWaiting } from '../../shared/charting/list-waiting.ts'
import { getChartsHeld } from '../../shared/cloud/get-charts-held.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { seedAged } from '../kit/aged-charts.ts'
import { askOn } from '../kit/bridge.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays, tryNow } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { goTo } from '../kit/open-app.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'

const notHere = 'This part of the chart is not on this computer yet'

describe.skipIf(skipWithout !== null || noKeychain !== null)('charts of 18 months', () => {
  const postgres = usePostgres()
  const folders = [makeFolder(), makeFolder()] as const
  const ids = { nora: '', oona: '', otto: '', olga: '', oskar: '' }
  let away: CloudThatLeaves
  let apps: App[] = []
  let one: Page
  let two: Page

  beforeAll(async () => {
    await seededProfile(async (desk) => {
      ids.nora = await seedAged(desk, 'Newcombe', 'Nora', 20)
      ids.oona = await seedAged(desk, 'Oakes', 'Oona', 1500)
      ids.otto = await seedAged(desk, 'Oldfield', 'Otto', 2000)
      ids.olga = await seedAged(desk, 'Oldham', 'Olga', 2500)
      ids.oskar = await seedAged(desk, 'Oldroyd', 'Oskar', 3000)
    }, folders[0])
    away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    apps = [await startApp({ profile: folders[0] }), await startApp({ profile: folders[1] })]
    ;[one, two] = [await apps[0]!.page(), await apps[1]!.page()]
    await signInOn(one)
  }, 240_000)

  afterAll(async () => {
    for (const app of apps) await app.kill()
    await away.leave()
    for (const folder of folders) removeFolder(folder)
  })

  const heldOn = async (page: Page, patientId: string) =>
    (await askOn<OutputOf<typeof getStanding>>(page, getStanding.name, { patientId })).held
  const openChart = async (page: Page, who: keyof typeof ids, section: string) => {
    await goTo(page, `/chart/${ids[who]}/${section}`)
    await page.getByRole('heading', { level: 1, name: new RegExp(who, 'i') }).waitFor()
  }
  /** What the screen says, frame by frame, until it says `words`. */
  const framesUntil = (page: Page, words: string) =>
    page.evaluate(
      (until) =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = []
          const look = () => {
            const text = document.querySelector('main')?.innerText ?? ''
            if (seen.at(-1) !== text) seen.push(text)
            if (text.includes(until) || seen.length > 5000) resolve(seen)
            else requestAnimationFrame(look)
          }
          look()
        }),
      words,
    )

  test('by the form, from the keyboard: the others go, and it is said how many are here', async () => {
    await connectOn(one, away.cloud)
    await joinOn(one, two)
    await two.keyboard.press('Alt+c')
    const held = two.getByRole('region', { name: 'Charts on this computer' })
    await held.getByText('All 5 charts').waitFor()
    await held.getByText('Every chart (as the practice has it)').waitFor()
    await held.getByRole('button', { name: 'Change which charts are here' }).focus()
    await two.keyboard.press('Enter')
    await held.getByLabel('Every chart').focus()
    await two.keyboard.press('ArrowDown')
    expect(
      await held
        .getByLabel(/in the last/)
        .first()
        .inputValue(),
    ).toBe('18')
    await held.getByRole('button', { name: 'Hold these charts' }).focus()
    await two.keyboard.press('Enter')
    await held.getByText('1 of 5 charts').waitFor()
    await held.getByText('Active in the last 18 months, or opened here in the last 90 days').waitFor()
    expect(await heldOn(two, ids.nora)).toBe('yes')
    for (const who of ['oona', 'otto', 'olga', 'oskar'] as const)
      expect(await heldOn(two, ids[who])).toBe('no')
    // and the other computer holds what it did
    const other = await askOn<OutputOf<typeof getChartsHeld>>(one, getChartsHeld.name, {})
    expect([other.held, other.total, other.holding]).toEqual([5, 5, null])
  })

  test('an old chart comes when it is opened, and is never shown as an empty one', async () => {
    await goTo(two, `/chart/${ids.otto}/problems`)
    const frames = await framesUntil(two, 'Gout of Otto')
    for (const frame of frames) expect(frame).not.toMatch(/Nothing recorded|No problem|None/)
    expect(await heldOn(two, ids.otto)).toBe('yes')
    // nor is its summary, which is asked for before it is here
    await goTo(two, `/chart/${ids.oona}/summary`)
    for (const frame of await framesUntil(two, 'Gout of Oona'))
      expect(frame).not.toMatch(/No active problem|Takes nothing|Not seen yet/)
    await openChart(two, 'otto', 'encounters')
    await two.getByText('Visit 12 of Otto').first().waitFor()
  })

  test('without the cloud its parts say that they are not here, and what is; they come when it is back', async () => {
    await away.leave()
    await pillSays(two, /^Working offline since /)
    await openChart(two, 'olga', 'problems')
    await two.getByRole('heading', { name: notHere }).waitFor()
    await two.getByText('Only part of this chart is on this computer').waitFor()
    expect(await two.getByRole('table').count()).toBe(0)
    // who it is and what they must not be given is here
    const banner = two
      .getByRole('banner', { name: /Chart of/ })
      .or(two.locator('header[aria-label^="Chart of"]'))
    await banner.getByText('Penicillin of Olga').waitFor()
    for (const section of ['summary', 'timeline', 'medications', 'results', 'other']) {
      await openChart(two, 'olga', section)
      await two.getByRole('heading', { name: notHere }).waitFor()
    }
    await two.getByRole('link', { name: 'allergies', exact: true }).click()
    await two.getByRole('table').getByText('Penicillin of Olga').waitFor()
    await two.getByText(/^as of /).waitFor()
    // one that is here works as ever, and says as of when it is
    await openChart(two, 'nora', 'problems')
    await two.getByRole('table').getByText('Gout of Nora').waitFor()
    await two.getByText(/^as of /).waitFor()
    await two.getByText(/^Others’ work up to /).waitFor()
    // the panel says it of each part
    await two.getByRole('button', { name: /Show what waits/ }).click()
    const panel = two.getByRole('region', { name: 'The chart of Newcombe, Nora' })
    await panel.getByText('All parts').waitFor()
    await panel.getByText(/^as of /).waitFor()
    await two.keyboard.press('Escape')

    // it comes by itself while another chart is in front, and shows nothing of itself there
    await openChart(two, 'oskar', 'problems')
    await two.getByRole('heading', { name: notHere }).waitFor()
    await openChart(two, 'nora', 'problems')
    await two.getByRole('table').getByText('Gout of Nora').waitFor()
    await away.come()
    for (const who of ['olga', 'oskar'] as const)
      await expect.poll(() => heldOn(two, ids[who]), { timeout: 90_000 }).toBe('yes')
    const shown = await two.locator('main').innerText()
    expect(shown).toContain('Gout of Nora')
    expect(shown).not.toMatch(/Olga|Oskar/)
    await openChart(two, 'oskar', 'problems')
    await two.getByRole('table').getByText('Gout of Oskar').waitFor()
  })

  test('what others change under an open chart is told, by part, and what of it waits here', async () => {
    await pillSays(two, 'Up to date')
    await openChart(two, 'nora', 'summary')
    const edit = async (page: Page, email: string) => {
      await goTo(page, `/patients/${ids.nora}/edit`)
      await page.getByLabel('E-mail', { exact: true }).fill(email)
      await page.keyboard.press('Control+Enter')
      await page.getByRole('heading', { level: 1, name: /Nora/ }).waitFor()
    }
    await edit(one, 'nora@example.org')
    await two.getByText(/^Demographics changed elsewhere at /).waitFor()
    await away.leave()
    await edit(two, 'nora.newcombe@example.org')
    await openChart(two, 'nora', 'summary')
    await two.getByRole('button', { name: /Show what waits/ }).click()
    const panel = two.getByRole('region', { name: 'The chart of Newcombe, Nora' })
    await panel.getByText('1 change: Demographics').waitFor()
    await panel.getByText(/^Demographics \d/).waitFor()
    await two.keyboard.press('Escape')
    await away.come()
    await tryNow(two)
    await pillSays(two, 'Up to date')
    await expect
      .poll(() => askOn<OutputOf<typeof listWaiting>>(two, listWaiting.name, { patientId: ids.nora }))
      .toEqual({ toSend: 0, parts: [] })
  })

  test('two versions of something bring the chart they are about, and it is chosen there', async () => {
    await away.leave()
    const rename = async (page: Page, family: string) => {
      await goTo(page, `/patients/${ids.nora}/edit`)
      await page.getByLabel('Family name', { exact: true }).fill(family)
      await page.keyboard.press('Control+Enter')
      await page.getByRole('heading', { level: 1, name: new RegExp(family) }).waitFor()
    }
    await rename(one, 'Newcombe-Hale')
    await rename(two, 'Newcombe-Reyes')
    await away.come()
    for (const page of [one, two]) await tryNow(page)
    await pillSays(two, '1 needs you')
    await openChart(two, 'nora', 'summary')
    await two.getByText('There are two versions of the demographics').waitFor()
    expect(await heldOn(two, ids.nora)).toBe('yes')
  })
})
