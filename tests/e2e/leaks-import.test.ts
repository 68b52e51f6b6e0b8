/** What must be nowhere after an import, and of a recovery code that was shown and printed: no memory, no file. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { root } from '../../tools/proc.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { appFor } from '../kit/app.ts'
import { anObservation, aPatient, folderOf, ndjson } from '../kit/import-files.ts'
import { expectForgotten, findInVault, findOnDisk, keysOf } from '../kit/leaks.ts'
import { spellings } from '../kit/memory.ts'
import { tempFolder } from '../kit/practice.ts'
import { setUpOn } from '../kit/second-factor.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

// put together here, so that this file's own text in some cache is not what is found
const family = ['Vexlborough', 'quimsby'].join('')
const note = ['Hyxtolemic', 'brandywash'].join('')

/** What is imported is pressed, and so says nothing where it lies: a clone may itself be among the folders that are looked through. */
function exported(): string {
  const folder = join(root, 'out', `leaks-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const values = Array.from({ length: 2000 }, (_, n) =>
    anObservation(`v${n}`, 'marked', { note: [{ text: `${note} ${n}` }] }),
  )
  return folderOf(
    {
      'Patient.ndjson.gz': ndjson(aPatient('marked', { name: [{ family, given: ['Zelda'] }] })),
      'Observation.ndjson.gz': ndjson(...values),
    },
    folder,
  )
}

describe.skipIf(noKeychain !== null)('leaks', () => {
  test('of an imported chart, after a lock and after a kill', async () => {
    const started = Date.now()
    const profile = await seededProfile()
    const needles = new Map([
      ...(await keysOf(profile)),
      ...spellings('name', family),
      ...spellings('note', note),
    ])
    const app = await appFor({ profile })
    const page = await app.page()
    await signInOn(page)
    await page.keyboard.press('Alt+i')
    await app.desktop({ stand: 'folder', path: exported() })
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await page.getByRole('button', { name: 'Import 2 files' }).click()
    await page.getByText(/2,001 new, 0 changed/).waitFor()
    expect(await findInVault(app.pid, needles)).toEqual(expect.arrayContaining(['name', 'note']))
    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await expectForgotten(app.pid, needles)

    await signInOn(locked)
    await locked.getByRole('heading', { name: 'Import', level: 1 }).waitFor()
    await app.kill()
    expect(findOnDisk(profile, needles, started)).toEqual([])
  })

  test('of the recovery codes that were shown and printed', async () => {
    const started = Date.now()
    const profile = tempFolder()
    const app = await appFor({ profile })
    const page = await app.page()
    await page.getByLabel('Name of the practice').fill(owner.practiceName)
    await page.getByLabel('Your name').fill(owner.displayName)
    await page.getByLabel('User name').fill(owner.username)
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.getByRole('button', { name: 'Create the practice' }).click()
    const codes = [await backwards(page, 'Recovery code'), await backwards(page, 'Practice recovery code')]
    const needles = new Map(
      codes.flatMap((code, n) => [
        ...spellings(`code ${n}`, code),
        ...spellings(`code ${n} without dashes`, code.replaceAll('-', '')),
      ]),
    )
    for (const code of codes) expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
    expect(await findInVault(app.pid, needles)).toEqual(expect.arrayContaining(['code 0', 'code 1']))
    await page.getByRole('button', { name: 'Print both' }).click()
    await page.getByLabel(/printed or written down/).check()
    await page.getByRole('button', { name: 'Open the workstation' }).click()
    await setUpOn(page)
    await pressLock(page)
    await gateAfter(app, page)
    await expectForgotten(app.pid, needles)
    await app.quit()
    expect(findOnDisk(profile, needles, started)).toEqual([])
  })
})

/** Reads a code from the screen, turned around on its way: what carries it here must not be what is found. */
async function backwards(page: Page, label: string): Promise<string> {
  const shown = page.getByLabel(label, { exact: true })
  await shown.waitFor()
  const groups = await shown
    .locator('span')
    .evaluateAll((spans) => spans.map((span) => [...(span.textContent ?? '')].reverse().join('')))
  return groups.map((group) => [...group].reverse().join('')).join('-')
}
