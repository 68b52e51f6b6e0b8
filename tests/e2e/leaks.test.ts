/** What must be nowhere: a marked patient, a marked word being typed, a key. Not on disk, not in memory after a lock. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { appFor } from '../kit/app.ts'
import { findInMemory, spellings } from '../kit/memory.ts'
import { familyOf } from '../../tools/kit/processes.ts'
import { noKeychain, seededProfile, signInOn } from '../kit/seeded-app.ts'
import { workstationKeyOf } from '../kit/unwrap.ts'

// put together here, so that this file's own text in some cache is not what is found
const marked = ['Quixzotl', 'avander'].join('')
const typed = ['Wrylmdra', 'kenfold'].join('')

const marking = (desk: Parameters<NonNullable<Parameters<typeof seededProfile>[0]>>[0]) =>
  desk.call(registerPatient, {
    ...registerPatient.example,
    demographics: { ...registerPatient.example.demographics, family: marked, birthDate: '1931-07-04' },
  })

async function keysOf(profile: string): Promise<Map<string, Buffer>> {
  const device = readSlots(join(profile, 'store', 'slots.json'))?.device ?? ''
  const found = await new OsKeychain().find(device)
  if (found.state !== 'present') throw new Error('no device key')
  const key = await workstationKeyOf(profile, Buffer.from(found.key), owner.password)
  return new Map([
    ['workstation key', key],
    ['workstation key in hex', Buffer.from(key.toString('hex'))],
    ['workstation key in base64', Buffer.from(key.toString('base64'))],
  ])
}

/** Finds the marked patient by birth date, opens the chart, and types a marked word into a form; reads no text back. */
async function workOn(page: Page): Promise<void> {
  await page.getByLabel('Find patients').fill('07041931')
  await page.locator('[data-row="0"]').waitFor()
  await page.locator('[data-row="0"]').click()
  await page.getByRole('navigation', { name: 'Sections of the chart' }).waitFor()
  await page.keyboard.press('Alt+n')
  await page.getByLabel('Given name').pressSequentially(typed)
  await page.getByText(/Draft kept/).waitFor()
}

/** Files below a folder that hold one of the needles. */
function findOnDisk(folder: string, needles: ReadonlyMap<string, Buffer>, since: number): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = join(entry.parentPath, entry.name)
    try {
      if (!entry.isFile() || statSync(file).mtimeMs < since || statSync(file).size > 512 * 1024 * 1024)
        return []
      const bytes = readFileSync(file)
      return [...needles].filter(([, needle]) => bytes.includes(needle)).map(([name]) => `${name} in ${file}`)
    } catch {
      return []
    }
  })
}

describe.skipIf(noKeychain !== null)('leaks', () => {
  test('after a lock no process holds the workstation key, the marked patient or the marked word', async () => {
    const profile = await seededProfile(marking)
    const needles = new Map([
      ...(await keysOf(profile)),
      ...spellings('name', marked),
      ...spellings('typed', typed),
    ])
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await workOn(page)
    // the search can find: before the lock, the vault and the page hold what they must
    const before = familyOf(app.pid).flatMap(({ pid }) => findInMemory(pid, needles))
    expect(before.map((each) => each.split(' in ')[0])).toEqual(
      expect.arrayContaining(['workstation key', 'name', 'typed']),
    )

    await page.keyboard.press('Control+l')
    const locked = await app.page(page)
    await locked.getByRole('button', { name: 'Unlock' }).waitFor()
    const after = familyOf(app.pid).flatMap(({ pid, command }) =>
      findInMemory(pid, needles).map((each) => `${each}: ${command.slice(0, 120)}`),
    )
    expect(after).toEqual([])
  })

  test.each(['kill', 'exit'] as const)(
    'after a %s no file holds the marked patient, the marked word or a key',
    async (how) => {
      const started = Date.now()
      const profile = await seededProfile(marking)
      const needles = new Map([
        ...(await keysOf(profile)),
        ...spellings('name', marked),
        ...spellings('typed', typed),
      ])
      const app = await appFor({ profile })
      const page = await app.page()
      await signInOn(page)
      await workOn(page)
      await (how === 'kill' ? app.kill() : app.quit())
      for (const folder of [profile, tmpdir(), '/var/tmp', '/dev/shm'])
        expect(findOnDisk(folder, needles, started - 60_000)).toEqual([])
    },
  )
})
