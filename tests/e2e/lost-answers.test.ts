/** The workstation stops in the middle of an act: what was answered is on disk, and what was not is asked for again, once. */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { shell } from '../../tools/kit/app.ts'
import { vaultOf } from '../../tools/kit/processes.ts'
import { stopped } from '../kit/app.ts'
import { askOn } from '../kit/bridge.ts'
import { seedPatient } from '../kit/charts.ts'
import { goTo, openApp, type OpenApp } from '../kit/open-app.ts'
import { gateAfter, noKeychain, signInOn } from '../kit/seeded-app.ts'

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** What the tests do with an app; one that has lost its vault a fourth time in a minute gives up, so they share two. */
function stepsOf(opened: OpenApp) {
  const heading = (name: string) => opened.page.getByRole('heading', { level: 1, name }).waitFor()
  const named = async (family: string) =>
    (await askOn<{ lines: unknown[] }>(opened.page, 'patients.findPatients', { text: family, limit: 50 }))
      .lines.length
  const fillIn = async (family: string) => {
    const { page } = opened
    await goTo(page, '/patients/new')
    await field(page, 'Family name').fill(family)
    await field(page, 'Given name').fill('Una')
  }
  type Kept = { draft: { body: string } | null }
  const keptBody = async () =>
    (await askOn<Kept>(opened.page, 'access.getDraft', { kind: 'patients.register', subject: '' })).draft
      ?.body ?? ''
  /** To the last key: that a draft is kept is said of the first field already. */
  const allKept = async () => {
    await expect.poll(keptBody).toContain('"given":"Una"')
  }
  const send = () => opened.page.getByRole('button', { name: 'Register patient' }).click()
  /** The gate is back and the same person comes in again. */
  const comeBack = async (before: Page) => {
    const { locked } = await gateAfter(opened.app, before)
    await signInOn(locked)
    opened.page = locked
  }
  const doubt = () =>
    opened.page.getByRole('alert').filter({ hasText: 'whether it was done is not known' }).waitFor()

  /** Presses a button while answers are held, and lets them go one after the other until a row of the table is on disk. */
  const pressUntilDone = async (button: string, table: string) => {
    const { app, page } = opened
    onTestFinished(async () => void (await app.replies('release')))
    await page.evaluate((of) => {
      const { holdfast } = globalThis as unknown as {
        holdfast: { on(event: string, hear: (change: { tables: string[] }) => void): void }
      }
      holdfast.on('changed', ({ tables }) => {
        if (tables.includes(of)) document.body.dataset['done'] = 'yes'
      })
    }, table)
    await app.replies('hold')
    await page.getByRole('button', { name: button }).click()
    const done = page.locator('body[data-done]')
    // the draft is kept first; then comes the act, and its answer is not let go. That it is done is told before it is
    // answered: an answer that lies here this long without it is another's
    const isDone = () =>
      done.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      )
    await expect
      .poll(
        async () => {
          if ((await app.replies('hold')).held === 0) return (await done.count()) > 0
          if (await isDone()) return true
          await app.replies('step')
          return false
        },
        { timeout: 90_000 },
      )
      .toBe(true)
  }

  return { heading, named, fillIn, keptBody, allKept, send, comeBack, doubt, pressUntilDone }
}

describe.skipIf(noKeychain !== null || shell === 'electron')('an answer that is lost', () => {
  let edited = ''
  const opened = openApp(async (desk) => {
    edited = await seedPatient(desk, 'Ashdown', 'Ivy')
  })
  const { heading, named, fillIn, send, comeBack, doubt, pressUntilDone } = stepsOf(opened)

  test('after the commit: the form is back and says that it is not known; sent again, it is not done twice', async () => {
    const { app, page } = opened
    await fillIn('Committed')
    await pressUntilDone('Register patient', 'patients')
    await heading('Register patient')
    process.kill(await vaultOf(app.pid), 'SIGKILL')
    await app.replies('release')
    await comeBack(page)
    await heading('Register patient')
    await doubt()
    await expect.poll(() => field(opened.page, 'Family name').inputValue()).toBe('Committed')
    expect(await named('Committed')).toBe(1)
    await send()
    await heading('Una Committed')
    expect(await named('Committed')).toBe(1)
    // and with that it is settled
    await goTo(opened.page, '/patients/new')
    await expect.poll(() => field(opened.page, 'Family name').inputValue()).toBe('')
  })

  test('after the commit, of a form that is then changed: what was done is said, and nothing more is done', async () => {
    const { app, page } = opened
    await fillIn('Delacroix')
    await pressUntilDone('Register patient', 'patients')
    process.kill(await vaultOf(app.pid), 'SIGKILL')
    await app.replies('release')
    await comeBack(page)
    await doubt()
    await field(opened.page, 'Given name').fill('Ursula')
    await send()
    await opened.page.getByRole('alert').filter({ hasText: 'was sent before and that was done' }).waitFor()
    expect(await named('Delacroix')).toBe(1)
    await opened.page.getByRole('button', { name: 'Discard', exact: true }).click()
    await heading('Patients')
  })

  test('of a change to demographics: sent again it is no conflict with oneself', async () => {
    const { app, page } = opened
    await goTo(page, `/patients/${edited}/edit`)
    await field(page, 'Called').fill('Vee')
    await pressUntilDone('Save demographics', 'patients')
    process.kill(await vaultOf(app.pid), 'SIGKILL')
    await app.replies('release')
    await comeBack(page)
    await heading('Edit demographics')
    await doubt()
    const { version } = await askOn<{ version: number }>(opened.page, getPatient.name, { patientId: edited })
    await opened.page.getByRole('button', { name: 'Save demographics' }).click()
    await heading('Ivy Ashdown')
    await opened.page.getByText('“Vee”').waitFor()
    const after = await askOn<{ version: number }>(opened.page, getPatient.name, { patientId: edited })
    expect(after.version).toBe(version)
  })
})

describe.skipIf(noKeychain !== null)('an act that is cut short', () => {
  const opened = openApp((desk) => desk.call(registerPatient, registerPatient.example))
  const { heading, named, fillIn, keptBody, allKept, send, comeBack } = stepsOf(opened)

  test('before it arrived: the form is back; sent again, it is done once', async () => {
    const { app, page } = opened
    await fillIn('Nightingale')
    await allKept()
    const vault = await vaultOf(app.pid)
    stopped(vault)
    await send()
    process.kill(vault, 'SIGKILL')
    await comeBack(page)
    await heading('Register patient')
    await expect.poll(() => field(opened.page, 'Family name').inputValue()).toBe('Nightingale')
    expect(await named('Nightingale')).toBe(0)
    await send()
    await heading('Una Nightingale')
    expect(await named('Nightingale')).toBe(1)
  })

  test('whatever locks in the middle of an act: it is done and known, or it is in the form', async () => {
    const { app } = opened
    for (const event of ['lock-screen', 'suspend'] as const) {
      const family = event === 'suspend' ? 'Quarrington' : 'Wolstenholme'
      const { page } = opened
      await fillIn(family)
      await allKept()
      await app.desktop({ stand: 'power', event })
      await send().catch(() => undefined)
      await comeBack(page)
      const registered = await named(family)
      expect(registered).toBeLessThanOrEqual(1)
      const kept = await keptBody()
      expect([family, registered, kept.includes(family)]).toEqual([family, registered, registered === 0])
      await goTo(opened.page, '/patients/new')
      await field(opened.page, 'Family name').waitFor()
      await opened.page.getByRole('button', { name: 'Discard', exact: true }).click()
      await heading('Patients')
    }
  })
})
