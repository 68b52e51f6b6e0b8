/** What must be nowhere: a marked patient of the downtime pack. Made, read, printed, killed in the middle: not on disk, not in memory after a lock. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { appFor } from '../kit/app.ts'
import { expectForgotten, findInFamily, findOnDisk, keysOf } from '../kit/leaks.ts'
import { spellings } from '../kit/memory.ts'
import { noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

// put together here, so that this file's own text in some cache is not what is found
const marked = ['Quixzotl', 'avander'].join('')

// what every pack begins with: the words in it are packed, and would not be found in one that lies about
const head = Buffer.from('%PDF-1.7\n%\x81\x81\x81\x81', 'latin1')
const pack: [string, Buffer][] = [
  ['pack', head],
  ['pack in base64', Buffer.from(head.toString('base64').slice(0, -4))],
]

/** A practice with the marked patient in its pack, and what must not be found of it. */
async function markedPractice() {
  const profile = await seededProfile(async (desk) => {
    const { demographics } = registerPatient.example
    await desk.call(registerPatient, {
      ...registerPatient.example,
      demographics: { ...demographics, family: marked, preferredName: marked },
    })
    await desk.vault.pack.make()
  })
  return { profile, needles: new Map([...(await keysOf(profile)), ...spellings('name', marked), ...pack]) }
}

/** Opens the pack at the marked patient, who comes after cover and forms, and prints the page; reads no text back. */
async function readAndPrint(page: Page): Promise<void> {
  const entry = page.getByRole('navigation', { name: 'Pages by name' }).getByRole('button').nth(2)
  await entry.click()
  await expect.poll(() => entry.getAttribute('aria-current')).toBe('true')
  await page.evaluate(() => {
    const scope = globalThis as unknown as { printed: boolean; print: () => void }
    scope.print = () => void (scope.printed = true)
  })
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { printed?: boolean }).printed), {
      timeout: 60_000,
    })
    .toBe(true)
}

async function openPack(page: Page): Promise<void> {
  await signInOn(page)
  await page.keyboard.press('Alt+t')
  const open = page.getByRole('button', { name: 'Open the pack' })
  await expect.poll(() => open.isEnabled(), { timeout: 60_000 }).toBe(true)
  await open.click()
  await readAndPrint(page)
}

describe.skipIf(noKeychain !== null)('leaks', () => {
  test('after a lock no process holds the marked patient of the pack', { timeout: 400_000 }, async () => {
    const { profile, needles } = await markedPractice()
    const app = await appFor({ profile })
    const page = await app.page()
    await openPack(page)
    const open = findInFamily(app.pid, needles).map((each) => each.replace(/ in (?!base64).*/, ''))
    expect(open).toEqual(expect.arrayContaining(['name', 'pack in base64']))
    await pressLock(page)
    await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
    await expectForgotten(app.pid, needles)
  })

  test.each(['kill', 'exit'] as const)(
    'after a %s, with a pack being made, read and printed, no file holds the marked patient or a key',
    async (how) => {
      const started = Date.now()
      const { profile, needles } = await markedPractice()
      const app = await appFor({ profile })
      const page = await app.page()
      await openPack(page)
      await page.getByRole('button', { name: 'Close the pack' }).click()
      await page.getByRole('button', { name: 'Make it now' }).click()
      await (how === 'kill' ? app.kill() : app.quit())
      expect(findOnDisk(profile, needles, started)).toEqual([])
    },
  )

  test(
    'the same where the record store is damaged and the pack was opened alone',
    { timeout: 400_000 },
    async () => {
      const started = Date.now()
      const { profile, needles } = await markedPractice()
      const file = join(profile, 'store/clinical.db')
      const bytes = readFileSync(file)
      for (let at = 60; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(file, bytes)
      const app = await appFor({ profile })
      const page = await app.page()
      await page.getByLabel('User name').fill(owner.username)
      await page.getByLabel('Password', { exact: true }).fill(owner.password)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Open the downtime pack' }).click()
      await page.getByRole('img', { name: /page 1 of/ }).waitFor()
      await readAndPrint(page)
      await app.desktop({ stand: 'power', event: 'lock-screen' })
      await (await app.page(page)).getByRole('button', { name: 'Unlock' }).waitFor()
      await expectForgotten(app.pid, needles)
      await app.kill()
      expect(findOnDisk(profile, needles, started)).toEqual([])
    },
  )
})
