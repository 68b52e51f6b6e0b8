/** Locking: what is typed comes back to its owner, and to nobody else; whatever locked it. */
import { describe, expect, test } from 'vitest'
import { appFor, stopped } from '../kit/app.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { appLog } from '../kit/app-log.ts'
import { familyOf, vaultOf } from '../../tools/kit/processes.ts'
import { join } from 'node:path'
import { root } from '../../tools/proc.ts'
import { pictureSize } from '../kit/pictures.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'
import { goTo } from '../../tools/screens/visit.ts'
import { owner } from '../../tools/kit/workstation.ts'

describe.skipIf(noKeychain !== null)('lock', () => {
  test('Ctrl+L locks; a half-filled registration is there after unlock, to the last key', async () => {
    const app = await appFor({ profile: await seededProfile() })
    const page = await app.page()
    await signInOn(page)
    await page.keyboard.press('Alt+n')
    await page.getByLabel('Family name').fill('Okonkwo-Featherstonehaugh')
    await page.getByLabel('Given name').pressSequentially('Ngozi')
    await pressLock(page)

    const locked = await app.page(page)
    await locked.getByRole('button', { name: 'Unlock' }).waitFor()
    await locked.getByText(owner.displayName).waitFor()
    expect(await locked.content()).not.toContain('Okonkwo')
    await signInOn(locked)
    // back at the form it was locked on
    await locked.getByRole('heading', { name: 'Register patient' }).waitFor()
    await expect.poll(() => locked.getByLabel('Family name').inputValue()).toBe('Okonkwo-Featherstonehaugh')
    await expect.poll(() => locked.getByLabel('Given name').inputValue()).toBe('Ngozi')
    expect(await app.quit()).toBe(0)
  })

  test.each(['suspend', 'lock-screen'] as const)('%s locks without being asked', async (event) => {
    const app = await appFor({ profile: await seededProfile() })
    const page = await app.page()
    await signInOn(page)
    const vault = await vaultOf(app.pid)
    await app.desktop({ stand: 'power', event })
    const { text } = await gateAfter(app, page)
    expect(text).toContain(owner.displayName)
    // both are on their way out when the gate is there
    await expect.poll(() => page.isClosed()).toBe(true)
    await expect.poll(() => familyOf(app.pid).map(({ pid }) => pid)).not.toContain(vault)
  })

  test('whoever still sits there is told before it locks, and stays in by touching anything', async () => {
    const app = await appFor({
      profile: await seededProfile(),
      args: ['--holdfast-idle-minutes=0.5'],
    })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await signInOn(page)
    await page.keyboard.press('Alt+n')
    await page.getByLabel('Family name').fill('Okonkwo')
    const warning = page.getByRole('alertdialog', { name: 'About to lock' })
    await warning.waitFor()
    await page.screenshot({ path: join(root, 'out/screens/lock-warning-light.png') })
    await page.keyboard.press('Shift')
    await warning.waitFor({ state: 'detached' })
    await warning.waitFor()
    const { locked } = await gateAfter(app, page)
    expect(await locked.content()).not.toContain('Okonkwo')
  })

  test('nobody at the workstation locks it, and what a script dispatches is nobody', async () => {
    const profile = await seededProfile()
    // long enough to come in on a machine that has too much to do
    const app = await appFor({ profile, args: ['--holdfast-idle-minutes=0.2'] })
    const page = await app.page()
    await signInOn(page)
    await page.evaluate(() => {
      setInterval(() => {
        for (const type of ['keydown', 'mousemove', 'mousedown'])
          document.body.dispatchEvent(new Event(type, { bubbles: true }))
      }, 100)
    })
    const { text } = await gateAfter(app, page)
    expect(text).toContain(owner.displayName)
    await expect.poll(() => page.isClosed()).toBe(true)
    expect(await app.quit()).toBe(0)
    const locks = (await appLog(profile)).filter(({ action }) => action === 'session.lock')
    expect(locks.map(({ reason }) => reason)).toEqual(['idle'])
  })

  /** Somebody is in, where nobody is listed. Main is stopped, a search is typed, and main goes on after so long. `seen`: all that was shown since. */
  async function stoppedFor(ms: number) {
    const profile = await seededProfile((desk) => desk.call(registerPatient, registerPatient.example))
    const app = await appFor({ profile, args: ['--holdfast-idle-minutes=0.4'] })
    const page = await app.page()
    await signInOn(page)
    await goTo(page, '/cloud')
    const seen: string[] = []
    await page.exposeFunction('seen', (text: string) => void seen.push(text))
    await page.evaluate(() => {
      const { seen: say } = window as unknown as { seen: (text: string) => void }
      new MutationObserver(() => say(document.body.innerText)).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      })
    })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    stopped(app.pid)
    // what is asked now waits, with everything else that happened meanwhile, and comes before any timer does
    await page.keyboard.type('raeann')
    await new Promise((resolve) => setTimeout(resolve, ms))
    process.kill(app.pid, 'SIGCONT')
    return { app, page, profile, seen }
  }

  test('a computer that was stopped for longer than it waits for anybody is locked before anything is shown', async () => {
    const { app, page, profile, seen } = await stoppedFor(26_000)
    const { text } = await gateAfter(app, page)
    expect(text).toContain(owner.displayName)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.join()).not.toContain('O’Kon, Raeann')
    expect(await app.quit()).toBe(0)
    const locks = (await appLog(profile)).filter(({ action }) => action === 'session.lock')
    expect(locks.map(({ reason }) => reason)).toEqual(['idle'])
  })

  test('a computer that was stopped for a moment goes on where it was', async () => {
    const { seen } = await stoppedFor(0)
    await expect.poll(() => seen.join()).toContain('O’Kon, Raeann')
  })

  test('a vault that dies takes nothing with it: the gate is back, and the draft after it', async () => {
    const app = await appFor({ profile: await seededProfile() })
    const page = await app.page()
    await signInOn(page)
    await page.keyboard.press('Alt+n')
    await page.getByLabel('Family name').fill('Castellanos')
    await page.getByText(/Draft kept/).waitFor()
    process.kill(await vaultOf(app.pid), 'SIGKILL')
    const locked = await app.page(page)
    await signInOn(locked)
    await locked.getByRole('heading', { name: 'Register patient' }).waitFor()
    await expect.poll(() => locked.getByLabel('Family name').inputValue()).toBe('Castellanos')
  })

  test('kill -9 of everything: the next start has the draft', async () => {
    const profile = await seededProfile()
    const first = await appFor({ profile })
    const page = await first.page()
    await signInOn(page)
    await page.keyboard.press('Alt+n')
    await page.getByLabel('Family name').fill('Nakamura')
    await page.getByText(/Draft kept/).waitFor()
    await first.kill()
    const second = await appFor({ profile })
    const again = await second.page()
    await signInOn(again)
    await again.getByRole('heading', { name: 'Register patient' }).waitFor()
    await expect.poll(() => again.getByLabel('Family name').inputValue()).toBe('Nakamura')
  })
})
