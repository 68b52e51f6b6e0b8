/** Coming in, and what may stop it half way: sleep, a lock of the machine, a disk without room. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { owner } from '../../tools/kit/workstation.ts'
import { familyOf, vaultOf } from '../../tools/kit/processes.ts'
import { appFor, stopped } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { cannotMount, smallDisk } from '../kit/mounts.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'

describe.skipIf(noKeychain !== null)('coming in', () => {
  test.each([
    ['suspend', 'suspend'],
    ['lock-screen', 'os-lock'],
  ] as const)(
    'a %s in the middle of a sign-in: nobody is in when the machine wakes',
    async (event, reason) => {
      const profile = await seededProfile()
      const app = await appFor({ profile })
      const page = await app.page()
      await page.getByLabel('User name').fill(owner.username)
      await page.getByLabel('Password', { exact: true }).fill(owner.password)
      const vault = await vaultOf(app.pid)
      stopped(vault)
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await app.replies('pass')).awaited).toBeGreaterThan(0)
      await app.desktop({ stand: 'power', event })
      // whether it wakes before it is ended or not
      await expect.poll(() => page.isClosed()).toBe(true)
      const next = await app.page(page)
      await next.getByLabel('User name').waitFor()
      expect(await next.getByLabel('Password', { exact: true }).inputValue()).toBe('')
      await expect.poll(() => familyOf(app.pid).map(({ pid }) => pid)).not.toContain(vault)
      // and they come in as ever
      await signInOn(next)
      expect(await app.quit()).toBe(0)
      const log = await appLog(profile)
      const said = log
        .filter(({ category }) => category === 'session')
        .map(({ action, reason: why }) => [action, why])
      // one that woke in time has recorded its try, and let nobody in
      const last = said.findLastIndex(([action]) => action === 'session.sign-in')
      expect(said.filter(([action], n) => action !== 'session.sign-in' || n === last)).toEqual([
        ['app.start', null],
        ['session.turned-away', reason],
        ['session.sign-in', null],
        ['session.end', 'quit'],
        ['app.stop', null],
      ])
    },
  )

  test('a sleep while nobody is coming in leaves the gate as it is, with what is typed', async () => {
    const app = await appFor({ profile: await seededProfile() })
    const page = await app.page()
    await page.getByLabel('User name').fill(owner.username)
    await app.desktop({ stand: 'power', event: 'suspend' })
    await app.desktop({ stand: 'power', event: 'resume' })
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await expect.poll(() => page.getByLabel('User name').inputValue()).toBe(owner.username)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
  })

  test.skipIf(cannotMount !== null)(
    'a full disk: the gate is there, says why nobody comes in, and lets in when there is room',
    async () => {
      const disk = smallDisk(24 * 1024)
      const profile = await seededProfile(undefined, disk.folder)
      const filler = join(profile, 'filler')
      const app = await appFor({ profile })
      await app.quit()
      try {
        writeFileSync(filler, Buffer.alloc(64 * 1024 * 1024))
      } catch {
        // full, as wanted
      }
      const second = await appFor({ profile })
      const page = await second.page()
      const refused = page.getByRole('heading', { name: 'Holdfast cannot start here' })
      await refused.waitFor()
      expect(await page.getByRole('alert').innerText()).toContain('The disk is full')
      await page.getByRole('button', { name: 'Try again' }).click()
      await refused.waitFor()
      disk.resize(64 * 1024)
      // the try before may still be under way, and find room
      const again = page.getByRole('button', { name: 'Try again' })
      await again.or(page.getByLabel('Password', { exact: true })).waitFor()
      await again.click({ timeout: 5000 }).catch(() => undefined)
      await signInOn(page)
      expect(await second.quit()).toBe(0)
    },
  )
})
