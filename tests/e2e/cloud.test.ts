/** Two workstations and a cloud, on the screen: joining, each other's work, days apart, and what a person settles after. */
import type { Page } from 'playwright-core'
import { owner } from '../../tools/kit/workstation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays, tryNow } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(skipWithout !== null || noKeychain !== null)('two workstations', () => {
  const postgres = usePostgres()
  const folders = [makeFolder(), makeFolder()] as const
  let away: CloudThatLeaves
  let apps: App[] = []
  let one: Page
  let two: Page
  let patientId = ''

  beforeAll(async () => {
    await seededProfile(async (desk) => {
      ;({ patientId } = await desk.call(registerPatient, registerPatient.example))
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

  const openChart = async (page: Page) => {
    await goTo(page, `/chart/${patientId}/summary`)
    await page.getByRole('heading', { level: 1, name: /Raeann/ }).waitFor()
  }
  const edit = async (page: Page, label: string, value: string) => {
    await goTo(page, `/patients/${patientId}/edit`)
    await page.getByLabel(label, { exact: true }).fill(value)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: /Raeann/ }).waitFor()
  }

  test('the practice is brought to the cloud, and the other computer joins it', async () => {
    await connectOn(one, away.cloud)
    await joinOn(one, two)
    await openChart(two)
    // and each says so of itself
    for (const page of [one, two]) {
      await goTo(page, '/cloud')
      await expect.poll(() => page.getByText('Reached; everything is sent and read').count()).toBe(1)
    }
  })

  test('what one changes the other shows, and nobody asks for it', async () => {
    await openChart(two)
    await edit(one, 'Called', 'Rae-Ann')
    await expect.poll(() => two.getByText('Rae-Ann').count()).toBeGreaterThan(0)
  })

  test('apart, both work on; together again, each has the other’s work, and one thing is left to a person', async () => {
    await away.leave()
    for (const page of [one, two]) {
      await page
        .getByRole('banner')
        .getByRole('button', { name: /Show what waits/ })
        .click()
      await page.getByRole('link', { name: 'Cloud and outages' }).click()
    }
    await pillSays(one, /^Working offline since /)
    await edit(one, 'Family name', 'O’Kon-Vance')
    await edit(two, 'Family name', 'O’Kon-Bell')
    await edit(two, 'E-mail', 'raeann@example.org')
    await pillSays(two, /^Working offline since /)
    // how current a chart is, is said on it
    await openChart(two)
    await two.getByText(/^Others’ work up to /).waitFor()
    await goTo(one, '/cloud')
    await expect.poll(() => one.getByText('There is no network').count()).toBe(1)

    await away.come()
    for (const page of [one, two]) await tryNow(page)
    await pillSays(one, '1 needs you')
    await pillSays(two, '1 needs you')
    // the outage is written down, with what was kept meanwhile
    await goTo(two, '/cloud')
    const outages = two.getByRole('table', { name: 'Times without the cloud' })
    await expect.poll(() => outages.innerText()).toMatch(/No network[\s\S]*2/)

    // it stands on the chart it is about, and leads to the choice
    await openChart(one)
    await one.getByText('There are two versions of the demographics').waitFor()
    await one.getByRole('link', { name: 'Choose' }).click()
    await one.getByRole('button', { name: 'O’Kon-Bell', exact: true }).click()
    await one.getByRole('button', { name: 'Keep what is chosen' }).click()
    await pillSays(two, 'Up to date')
    await pillSays(one, 'Up to date')
    for (const page of [one, two]) {
      await openChart(page)
      await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain('O’Kon-Bell')
    }
  })

  test('a lock ends the lane, and sign-in begins it again with what came meanwhile', async () => {
    await pressLock(two)
    two = await apps[1]!.page(two)
    await two.getByRole('button', { name: 'Unlock' }).waitFor()
    await edit(one, 'Called', 'Annie')
    await two.getByLabel('Password', { exact: true }).fill(owner.password)
    await two.keyboard.press('Enter')
    await two.getByRole('navigation', { name: 'Main' }).waitFor()
    await openChart(two)
    await expect.poll(() => two.getByText('Annie').count()).toBeGreaterThan(0)
  })
})
