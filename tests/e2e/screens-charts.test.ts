/** What a workstation that holds recent charts shows, light and dark: which are here, one that is not, and how current one is. */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getStanding } from '../../shared/charting/get-standing.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { listPatients } from '../../shared/patients/list-patients.ts'
import { startApp } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { askOn } from '../kit/bridge.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { useDemoApp } from '../kit/demo-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { tempFolder } from '../kit/practice.ts'
import { noKeychain } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null || skipWithout !== null)('screens', () => {
  const postgres = usePostgres()
  // whoever is expected in the next days has their chart here, and in the demo that is everybody
  const demo = useDemoApp(20, ['long'], { scheduled: false })

  const editEmail = async (page: Page, patientId: string, email: string) => {
    await goTo(page, `/patients/${patientId}/edit`)
    await page.getByLabel('E-mail', { exact: true }).fill(email)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('navigation', { name: 'Sections of the chart' }).waitFor()
  }

  test('charts held selectively: the rule, a chart that is not here, one that others change', async () => {
    const { page, people } = demo
    await demo.signIn()
    const away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    onTestFinished(() => away.leave())
    await connectOn(page, away.cloud)
    const other = await startApp({ profile: tempFolder() })
    onTestFinished(() => other.kill())
    const second = await other.page()
    await second.setViewportSize(pictureSize)
    await joinOn(page, second, demo.password())

    await goTo(second, '/cloud')
    const held = second.getByRole('region', { name: 'Charts on this computer' })
    await held.getByRole('button', { name: 'Change which charts are here' }).click()
    await held.getByLabel('Recent charts only').check()
    await held.getByLabel(/^Seen, or with results/).selectOption('3')
    await held.getByLabel(/^Or opened here/).selectOption('7')
    const found = await takePictures(second, 'cloud-charts-form')
    await held.getByRole('button', { name: 'Hold these charts' }).click()
    await held.getByText(/^\d+ of \d+ charts/).waitFor()
    await second.getByText('Charts come and go in the background').waitFor({ state: 'hidden' })
    found.push(...(await takePictures(second, 'cloud-charts')))

    await goTo(second, `/chart/${people.long}/summary`)
    await editEmail(page, people.long, 'changed.elsewhere@example.org')
    await second.getByText(/^Demographics changed elsewhere at /).waitFor()
    found.push(...(await takePictures(second, 'chart-changed-elsewhere')))

    await away.leave()
    await pillSays(second, /^Working offline since /)
    await goTo(second, `/chart/${await oneAway(second)}/summary`)
    await second.getByRole('heading', { name: /is not on this computer yet$/ }).waitFor()
    found.push(...(await takePictures(second, 'chart-not-here')))
    await second.getByRole('button', { name: /Show what waits/ }).click()
    found.push(...(await takePictures(second, 'chart-not-here-panel')))
    await second.keyboard.press('Escape')
    await editEmail(second, people.long, 'changed.here@example.org')
    await goTo(second, `/chart/${people.long}/problems`)
    await second.getByText(/^as of /).waitFor()
    found.push(...(await takePictures(second, 'chart-as-of')))
    await second.getByRole('button', { name: /Show what waits/ }).click()
    await second.getByText('1 change: Demographics').waitFor()
    found.push(...(await takePictures(second, 'chart-standing-panel')))
    expect(found).toEqual([])
  }, 600_000)
})

/** Somebody whose chart was let go. */
async function oneAway(page: Page): Promise<string> {
  const { lines } = await askOn<OutputOf<typeof listPatients>>(page, listPatients.name, listPatients.example)
  for (const { patientId } of lines) {
    const { held } = await askOn<OutputOf<typeof getStanding>>(page, getStanding.name, { patientId })
    if (held === 'no') return patientId
  }
  throw new Error('every chart is here')
}
