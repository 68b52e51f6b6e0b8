/** Screens of times without the cloud that are over, and of a workstation whose record store does not open. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { saveDraft } from '../../shared/access/draft.ts'
import { signOffOutage } from '../../shared/downtime/sign-off-outage.ts'
import { endDrill, OutageLog, startDrill } from '../../src-main/store/outage-log.ts'
import { startApp } from '../../tools/kit/app.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { goTo, settle } from '../../tools/screens/visit.ts'
import { seedPatient } from '../kit/charts.ts'
import { keptOps, refuse, sendAll } from '../kit/outages.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'

const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString()
const names = ['Okonkwo', 'Abernathy', 'Nguyen', 'Szczepański', 'Featherstonehaugh-Montgomery', 'Lee']

/** A time without the cloud in which one was registered of each of these families; `refused` is one of them. */
async function outage(
  desk: Workstation,
  from: number,
  to: number,
  families: readonly string[],
  refused = -1,
) {
  const log = new OutageLog(desk.session.store)
  for (const minutes of [from, from - 1]) log.missed(at(minutes), 'offline')
  for (const family of families) await seedPatient(desk, family, 'Ngozi')
  log.trying()
  log.reached(at(to))
  const op = keptOps(desk)[refused]
  if (op !== undefined) refuse(desk, op)
  sendAll(desk)
  log.reached(at(to - 1))
}

/** A drill that was signed, an outage that can be, and one of which something was refused. */
async function threeTimes(desk: Workstation): Promise<void> {
  const { store, actor } = desk.session
  sendAll(desk)
  const startedAt = at(4320)
  startDrill(store, { startedAt, until: at(4290) }, actor.id)
  for (const family of ['Adams', 'Brown']) await seedPatient(desk, family, 'Bo')
  endDrill(store, at(4290), null)
  sendAll(desk)
  await desk.call(signOffOutage, { startedAt, note: 'Nothing was on paper. Two nurses were new to it.' })
  await outage(desk, 640, 583, names)
  await outage(desk, 41, 3, [...names, 'Quill'], 2)
  await desk.call(saveDraft, { kind: 'patients.register', subject: '', body: '{}' })
}

async function opened(profile: string): Promise<Page> {
  const app = await startApp({ profile })
  onTestFinished(() => app.kill())
  const page = await app.page()
  await page.setViewportSize(pictureSize)
  return page
}

describe.skipIf(noKeychain !== null)('screens', () => {
  test('times without the cloud, settled up', async () => {
    const page = await opened(await seededProfile(threeTimes))
    await signInOn(page)
    await goTo(page, '/downtime/outages')
    const found = await takePictures(page, 'outages')
    const rows = page.getByRole('table', { name: 'Times without the cloud' }).getByRole('row')
    for (const [row, name] of ['outage-refused', 'outage-sign-off', 'outage-signed'].entries()) {
      await rows.nth(row + 1).click()
      await page.getByRole('heading', { name: row === 2 ? 'Signed off' : 'Sign-off' }).waitFor()
      await settle(page)
      found.push(...(await takePictures(page, name)))
    }
    expect(found).toEqual([])
  })

  test('the downtime pack, where the record store does not open', async () => {
    const profile = await seededProfile(async (desk) => {
      for (const family of names) await seedPatient(desk, family, 'Ngozi')
      await desk.vault.pack.make()
    })
    const file = join(profile, 'store/clinical.db')
    writeFileSync(file, Buffer.alloc(readFileSync(file).length, 7))
    const page = await opened(profile)
    await page.getByLabel('User name').fill(owner.username)
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.keyboard.press('Enter')
    const open = page.getByRole('button', { name: 'Open the downtime pack' })
    await open.waitFor()
    const found = await takePictures(page, 'gate-store-damaged')
    await open.click()
    await page.getByRole('img', { name: /page 1 of/ }).waitFor()
    await settle(page, 2500)
    found.push(...(await takePictures(page, 'pack-alone')))
    expect(found).toEqual([])
  })
})
