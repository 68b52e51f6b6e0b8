/** Every screen, light and dark: its picture in out/screens, and nothing for a checker of accessibility to find. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { readDemo, openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { root } from '../../tools/proc.ts'
import { findPeople, type People } from '../../tools/screens/people.ts'
import { stops } from '../../tools/screens/stops.ts'
import { goTo, signIn } from '../../tools/screens/visit.ts'
import { fillDemoPractice } from '../../tools/start/demo-practice.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'
import { growthFolder } from '../kit/shared-data.ts'

const profile = makeFolder()
const emptyProfile = makeFolder()
const joinedProfile = makeFolder()
const today = new Date().toISOString().slice(0, 10)

describe.skipIf(noKeychain !== null)('screens', () => {
  const postgres = usePostgres()
  let people: People
  let app: App
  let page: Page

  beforeAll(async () => {
    rmSync(join(root, 'out', 'screens'), { recursive: true, force: true })
    await fillDemoPractice({
      profile,
      keyInFile: false,
      patients: 240,
      today,
      more: growthFolder === null ? [] : [growthFolder],
    })
    const { desk } = await openDemoPractice({ profile, keyInFile: false })
    people = await findPeople(desk, today)
    desk.close()
    app = await startApp({ profile, lightKdf: false, args: ['--holdfast-demo'] })
    page = await app.page()
    await page.setViewportSize(pictureSize)
  }, 180_000)

  afterAll(async () => {
    await (app as App | undefined)?.kill()
    removeFolder(profile)
    removeFolder(emptyProfile)
    removeFolder(joinedProfile)
  })

  test('sign-in', async () => {
    await page.getByLabel('Password', { exact: true }).waitFor()
    const found = await takePictures(page, 'gate-sign-in')
    const demo = readDemo(profile)
    await signIn(page, demo?.username ?? '', demo?.password ?? '')
    expect(found).toEqual([])
  })

  test.each(stops)('$name', async ({ name, go, leave }) => {
    await go(page, people)
    const found = await takePictures(page, name)
    await leave?.(page)
    expect(found).toEqual([])
  })

  test.skipIf(skipWithout !== null)(
    'a cloud: connected, a code for one more, away',
    { timeout: 600_000 },
    async () => {
      const away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
      await away.come()
      await connectOn(page, away.cloud)
      const found = await takePictures(page, 'cloud-connected')
      await page.getByRole('button', { name: 'Add a workstation' }).click()
      await page.getByLabel('Enrolment code').waitFor()
      found.push(...(await takePictures(page, 'cloud-code')))
      await page.keyboard.press('Escape')

      // one more workstation, both at work while apart
      const other = await startApp({ profile: joinedProfile })
      onTestFinished(() => other.kill())
      const second = await other.page()
      await joinOn(page, second, 'harvest kettle bronze 81')
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
      for (const each of [page, second]) await pillSays(each, '1 need you')
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
      expect(found).toEqual([])
    },
  )

  test('what was refused', async () => {
    const profile = tempFolder()
    await seededProfile(async (desk) => {
      await desk.call(registerPatient, registerPatient.example)
      const { db } = desk.session.store
      // as the cloud says it of somebody who no longer works here
      db.exec(`UPDATE outbox SET state = 'rejected', status = 'rejected' WHERE kind LIKE 'patients.%'`)
      db.exec(`INSERT INTO attention (op, reason, body, state, madeAt)
               SELECT op, 'actor.revoked', body, 'open', madeAt FROM outbox WHERE state = 'rejected'`)
    }, profile)
    const refused = await startApp({ profile })
    try {
      const on = await refused.page()
      await on.setViewportSize(pictureSize)
      await signInOn(on)
      await goTo(on, '/attention')
      const found = await takePictures(on, 'attention-list')
      await on.getByRole('row', { name: /O’Kon/ }).click()
      await on.getByLabel('Family name').waitFor()
      found.push(...(await takePictures(on, 'attention-refused')))
      expect(found).toEqual([])
    } finally {
      await refused.kill()
    }
  })

  test('locked, and the way back in by a recovery code', async () => {
    await page.keyboard.press('Control+l')
    page = await app.page(page)
    await page.setViewportSize(pictureSize)
    await page.getByRole('button', { name: 'Unlock' }).waitFor()
    const found = await takePictures(page, 'gate-locked')
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    found.push(...(await takePictures(page, 'gate-recover')))
    expect(found).toEqual([])
  })

  test('first run, to the recovery code', async () => {
    const first = await startApp({ profile: emptyProfile })
    try {
      const gate = await first.page()
      await gate.setViewportSize(pictureSize)
      await gate.getByLabel('Name of the practice').waitFor()
      const found = await takePictures(gate, 'gate-first-run')
      await gate.getByRole('button', { name: 'Join a practice that exists' }).click()
      found.push(...(await takePictures(gate, 'gate-join')))
      await gate.getByRole('button', { name: 'Start a new practice instead' }).click()
      await gate.getByLabel('Name of the practice').fill('Lakeside Pediatrics and Family Medicine')
      await gate.getByLabel(/Your name/).fill('Ana Rivera, MD')
      await gate.getByLabel('User name').fill('arivera')
      await gate.getByLabel('Password', { exact: true }).fill('password1')
      found.push(...(await takePictures(gate, 'gate-first-run-faults')))
      await gate.getByLabel('Password', { exact: true }).fill('tidal lantern quince 44')
      await gate.keyboard.press('Enter')
      await gate.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
      found.push(...(await takePictures(gate, 'gate-recovery-code')))
      expect(found).toEqual([])
    } finally {
      await first.kill()
    }
  })
})
