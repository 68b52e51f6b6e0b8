/** What two workstations and their cloud show, light and dark: together, apart, with two versions of one thing, and too old. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { presentVersions } from '../../shared/sync/wire.ts'
import { inPractice } from '../../src-cloud/postgres/pool.ts'
import { startApp } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { useDemoApp } from '../kit/demo-app.ts'
import { takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain } from '../kit/seeded-app.ts'

/** Something about an audit log that a person must look at, and its settling. */
async function auditAlarm(page: Page, { cloud }: CloudThatLeaves): Promise<string[]> {
  const { rows } = await cloud.pool.query<{ id: string }>('SELECT practices_after(NULL, 1) AS id')
  const practice = rows[0]?.id ?? ''
  await inPractice(cloud.pool, practice, (client) =>
    client.query(
      `INSERT INTO audit_alarm (practice_id, kind, device_id) SELECT practice_id, 'fork', device_id FROM audit_log LIMIT 1`,
    ),
  )
  await goTo(page, '/today').catch(() => undefined)
  await goTo(page, '/attention')
  const line = page.getByText('two histories of one computer').first()
  await line.waitFor({ timeout: 60_000 })
  await line.click()
  const found = await takePictures(page, 'attention-audit')
  await goTo(page, '/cloud')
  await page.getByLabel('What it was').waitFor()
  found.push(...(await takePictures(page, 'cloud-audit-alarm')))
  await page.getByLabel('What it was').fill('A copy of the old disk was started for a test.')
  await page.getByRole('button', { name: 'Settle' }).click()
  await page.getByLabel('What it was').waitFor({ state: 'detached' })
  await pillSays(page, 'Up to date')
  await page.getByRole('button', { name: 'Export the audit log' }).click()
  await page.getByRole('button', { name: 'Choose a folder and export' }).waitFor()
  found.push(...(await takePictures(page, 'cloud-audit-export')))
  await page.keyboard.press('Escape')
  return found
}

describe.skipIf(noKeychain !== null || skipWithout !== null)('screens', () => {
  const postgres = usePostgres()
  const demo = useDemoApp(12)

  test('a cloud: connected, a code for one more, away', { timeout: 600_000 }, async () => {
    const { page, people } = demo
    await demo.signIn()
    const away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    await connectOn(page, away.cloud)
    const audit = page.getByLabel('Audit log', { exact: true })
    await audit.getByText(/Witnessed by the cloud up to/).waitFor({ timeout: 60_000 })
    const found = await takePictures(page, 'cloud-connected')
    found.push(...(await auditAlarm(page, away)))
    await page.getByRole('button', { name: 'Add a workstation' }).click()
    await page.getByLabel('Enrolment code').waitFor()
    found.push(...(await takePictures(page, 'cloud-code')))
    await page.keyboard.press('Escape')

    // a drill, and its account
    await goTo(page, '/downtime/ready')
    found.push(...(await takePictures(page, 'downtime-ready-cloud')))
    await page.getByRole('button', { name: 'Start the drill' }).click()
    const end = page.getByRole('main').getByRole('button', { name: 'End the drill' })
    await end.waitFor()
    found.push(...(await takePictures(page, 'downtime-drill')))
    await end.click()
    await page.getByRole('heading', { name: 'Sign-off' }).waitFor()
    await pillSays(page, 'Up to date')
    found.push(...(await takePictures(page, 'downtime-drill-over')))

    // one more workstation, both at work while apart
    const other = await startApp({ profile: tempFolder() })
    onTestFinished(() => other.kill())
    const second = await other.page()
    await joinOn(page, second, demo.password())
    await away.leave()
    const rename = async (on: Page, family: string) => {
      await goTo(on, `/patients/${people.long}/edit`)
      await on.getByLabel('Family name', { exact: true }).fill(family)
      await on.getByLabel('E-mail', { exact: true }).fill(`${family.toLowerCase()}@example.org`)
      await on.keyboard.press('Control+Enter')
      await on.getByRole('heading', { level: 1, name: new RegExp(family) }).waitFor()
    }
    await rename(page, 'Amoako-Mensah')
    await rename(second, 'Amoako-Reyes')
    await away.come()
    for (const each of [page, second]) await pillSays(each, '1 needs you')
    await goTo(page, `/chart/${people.long}/summary`)
    found.push(...(await takePictures(page, 'chart-two-versions')))
    await page.getByRole('link', { name: 'Choose' }).click()
    found.push(...(await takePictures(page, 'attention-conflict')))
    for (const key of ['1', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('button', { name: 'Keep what is chosen' }).click()
    await pillSays(page, 'Up to date')

    await away.leave()
    await pillSays(page, /^Working offline since /)
    await goTo(page, `/chart/${people.long}/summary`)
    found.push(...(await takePictures(page, 'chart-away')))
    await goTo(page, '/cloud')
    await page.getByRole('button', { name: /Show what waits/ }).click()
    found.push(...(await takePictures(page, 'cloud-away-panel')))
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.getByRole('table', { name: 'Times without the cloud' }).innerText(), {
        timeout: 60_000,
      })
      .toContain('Still')
    found.push(...(await takePictures(page, 'cloud-away')))

    // the practice has gone on to a version that this workstation cannot read
    const next = presentVersions.schema + 1
    await away.come({ versions: { ...presentVersions, schema: next, minPull: next } })
    await pillSays(page, /^Update needed/)
    await page.getByText('everything is sent, nothing is read').waitFor()
    found.push(...(await takePictures(page, 'cloud-older')))
    await page.getByRole('button', { name: /Show what waits/ }).click()
    found.push(...(await takePictures(page, 'cloud-older-panel')))
    await page.keyboard.press('Escape')
    expect(found).toEqual([])
  })
})
