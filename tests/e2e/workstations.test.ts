/** Two computers of a practice, on the screen: a list of revocations that is carried from one to the other, and the other one is wiped. */
import type { Page } from 'playwright-core'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSlots } from '../../src-main/vault/slots.ts'
import { signOfWorkstation } from '../../shared/access/wipe-workstation.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { CloudThatLeaves, connectOn, joinOn } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(skipWithout !== null || noKeychain !== null)('computers of a practice', () => {
  const postgres = usePostgres()
  const folders = [makeFolder(), makeFolder(), makeFolder()] as const
  let away: CloudThatLeaves
  let apps: App[] = []
  let one: Page
  let two: Page

  beforeAll(async () => {
    await seededProfile(undefined, folders[0])
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

  test('the list is saved at one, brought in at the sign-in screen of the other, and one that was changed is refused', async () => {
    const [first, second] = apps
    await connectOn(one, away.cloud)
    await joinOn(one, two)
    await goTo(one, '/administration/workstations')
    await first!.desktop({ stand: 'folder', path: folders[2] })
    await one.getByRole('button', { name: 'Save the list of revocations…' }).click()
    await one.getByText(/Saved as holdfast-revocations-\d+\.json/).waitFor()
    const [name] = readdirSync(folders[2])
    const list = join(folders[2], name ?? '')

    // from both sides: what was brought in there already is no news
    await first!.desktop({ stand: 'files', paths: [list] })
    await one.getByRole('button', { name: 'Bring in a list…' }).click()
    await one.getByText(/List \d+ was (taken|here already)/).waitFor()

    await pressLock(two)
    const { locked } = await gateAfter(second!, two)
    two = locked
    const forged = join(folders[2], 'changed.json')
    writeFileSync(
      forged,
      readFileSync(list, 'utf8').replace('"people":[]', '"people":["0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01"]'),
    )
    await second!.desktop({ stand: 'files', paths: [forged] })
    await two.getByRole('button', { name: 'Bring in a list of revocations…' }).click()
    await two.getByText('was not signed by this practice’s cloud').waitFor()
    await second!.desktop({ stand: 'files', paths: [list] })
    await two.getByRole('button', { name: 'Bring in a list of revocations…' }).click()
    await two.getByText(/List \d+ was (taken|here already)/).waitFor()
    expect(readSlots(join(folders[1], 'store', 'slots.json'))?.users.length).toBe(1)
    await takePictures(two, 'revocations-brought-in')
  })

  test('the other is wiped while it is locked: it starts as a new computer and says why, and the list shows its own word for it', async () => {
    const device = readSlots(join(folders[1], 'store', 'slots.json'))?.device ?? ''
    const sign = signOfWorkstation(device)
    const row = one.getByRole('row').filter({ hasText: sign })
    await row.waitFor()
    await row.click()
    await one.getByRole('button', { name: 'Wipe…' }).click()
    const dialog = one.getByRole('dialog')
    const go = dialog.getByRole('button', { name: `Wipe ${sign}` })
    expect(await go.isDisabled()).toBe(true)
    await takePictures(one, 'workstation-wipe')
    await dialog.getByLabel(`Type ${sign} to confirm`).fill(sign.toLowerCase())
    await go.click()
    await row.getByText('To be wiped').waitFor()

    await expect.poll(() => two.isClosed(), { timeout: 90_000 }).toBe(true)
    const fresh = await apps[1]!.page(two)
    await fresh.getByRole('heading', { name: 'Set up this workstation' }).waitFor()
    await fresh.getByText('This computer was wiped').waitFor()
    await takePictures(fresh, 'workstation-wiped')
    expect(readdirSync(folders[1]).filter((each) => each.startsWith('store'))).toEqual([])
    await expect.poll(() => row.getByText('Wiped').count(), { timeout: 90_000 }).toBeGreaterThan(0)
    await one.getByText('confirmed by the computer itself').waitFor()
    await takePictures(one, 'workstation-wiped-list')
    // and it may join again
    await goTo(one, '/cloud')
    await joinOn(one, fresh)
    two = fresh
  })
})
