/** The first start, the recovery code, and coming back: what the owner of a practice meets before any patient. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { owner } from '../../tools/kit/workstation.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { fileHash } from '../kit/contents.ts'
import { saidOf } from '../kit/form.ts'
import { tempFolder } from '../kit/practice.ts'
import { setUpOn } from '../kit/second-factor.ts'
import { gateAfter, noKeychain, pressLock, seededProfile } from '../kit/seeded-app.ts'

const newPassword = 'harvest kettle bronze 81'
/** A desktop session without a Secret Service. */
const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }

async function fillFirstRun(page: Page): Promise<void> {
  await page.getByLabel('Name of the practice').fill(owner.practiceName)
  await page.getByLabel('Your name').fill(owner.displayName)
  await page.getByLabel('User name').fill(owner.username)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
}

/** Reads the code off the screen, group by group, as a person copies it. */
const codeOn = async (page: Page): Promise<string> =>
  (await page.getByLabel('Recovery code', { exact: true }).locator('span').allInnerTexts()).join('-')

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).waitFor()
  const username = page.getByLabel('User name')
  if (await username.isVisible()) await username.fill(owner.username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

describe.skipIf(noKeychain !== null)('the first start', () => {
  test('names the practice and its owner, says what a password lacks, shows the code once; the code leads back in', async () => {
    const profile = tempFolder()
    const app = await appFor({ profile })
    const page = await app.page()
    await page.getByRole('heading', { name: 'Set up this workstation' }).waitFor()
    await expect
      .poll(() =>
        page.getByLabel('Name of the practice').evaluate((field) => field === document.activeElement),
      )
      .toBe(true)

    await fillFirstRun(page)
    // rules are said while it is typed, each with its reason, and go as it gets better
    const password = page.getByLabel('Password', { exact: true })
    for (const [typed, said] of [
      ['tide', /At least 15 characters/],
      ['aaaaaaaaaaaaaaaaaaa', /Too much of one thing repeated/],
      ['password12345678', /tried first/],
      ['arivera arivera ana', /Too close to your name/],
      ['harbor street family medicine', /Too close to the name of the practice/],
      [owner.password, /^$/],
    ] as const) {
      await password.fill(typed)
      await expect.poll(() => saidOf(page, 'Password')).toMatch(said)
    }
    // nothing is made of a form that lacks something, and each field says what
    for (const label of ['Name of the practice', 'Your name', 'User name'])
      await page.getByLabel(label).fill('')
    await page.getByRole('button', { name: 'Create the practice' }).click()
    await expect.poll(() => saidOf(page, 'Name of the practice')).toBe('Needed.')
    await expect.poll(() => saidOf(page, 'Your name')).toBe('Needed.')
    await expect.poll(() => saidOf(page, 'User name')).toContain('At least 3 letters')
    await fillFirstRun(page)
    await page.getByRole('button', { name: 'Create the practice' }).click()

    await page.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    const lost = await codeOn(page)
    expect(lost).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
    // a lock while the printer is being looked for takes the screen away, and with it the only code
    await app.desktop({ stand: 'power', event: 'lock-screen' })
    const { locked: again } = await gateAfter(app, page)
    await signIn(again, owner.password)
    // nothing else is done before it, as the practice wants it of everybody
    const { codes: spare } = await setUpOn(again)
    await again.getByRole('button', { name: new RegExp(owner.displayName) }).click()
    await again.getByRole('menuitem', { name: 'New recovery code' }).click()
    const ask = again.getByRole('dialog', { name: 'New recovery code' })
    await ask.getByLabel('Your password').fill('tidal lantern quince 45')
    await again.keyboard.press('Enter')
    await ask.getByText('That is not your password').waitFor()
    await ask.getByLabel('Your password').fill(owner.password)
    await again.keyboard.press('Enter')
    await again.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    const code = await codeOn(again)
    expect(code).not.toBe(lost)
    // it must be said that it is kept
    const on = again.getByRole('button', { name: 'Open the workstation' })
    expect(await on.isDisabled()).toBe(true)
    await again.getByLabel(/printed or written down/).check()
    await on.click()
    await again.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await again.content()).not.toContain(code.slice(0, 9))

    await pressLock(again)
    const locked = await app.page(again)
    await signIn(locked, 'tidal lantern quince 45')
    await locked.getByText('do not belong together').waitFor()
    // what was wrong is gone, and one types on
    const field = locked.getByLabel('Password', { exact: true })
    await expect.poll(() => field.inputValue()).toBe('')
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)

    await locked.getByRole('button', { name: 'Use a recovery code' }).click()
    await expect.poll(() => locked.getByLabel('User name').inputValue()).toBe(owner.username)
    const set = locked.getByRole('button', { name: 'Set the new password' })
    await locked.getByLabel('Recovery code').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await locked.getByLabel('New password').fill(newPassword)
    await set.click()
    await locked.getByText('not a whole code').waitFor()
    await locked.getByLabel('New password').fill('too short')
    await expect.poll(() => set.isDisabled()).toBe(true)
    // as it is read off a sheet: small letters, spaces
    await locked.getByLabel('Recovery code').fill(code.toLowerCase().replaceAll('-', ' '))
    await locked.getByLabel('New password').fill(newPassword)
    await set.click()
    // the sheet alone does not do where there is a second factor
    await locked.getByText('does not belong together here').waitFor()
    await locked.getByLabel('Code from your authenticator').fill(spare[0] ?? '')
    await set.click()
    await locked.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    const next = await codeOn(locked)
    expect(next).not.toBe(code)
    await locked.getByLabel(/printed or written down/).check()
    await locked.getByRole('button', { name: 'Open the workstation' }).click()
    await locked.getByRole('navigation', { name: 'Main' }).waitFor()

    // the old password and the old code are void
    await pressLock(locked)
    const third = await app.page(locked)
    await signIn(third, owner.password)
    await third.getByText('do not belong together').waitFor()
    await third.getByRole('button', { name: 'Use a recovery code' }).click()
    await third.getByLabel('Recovery code').fill(code)
    await third.getByLabel('New password').fill('velvet orchard sixty nine')
    await third.getByRole('button', { name: 'Set the new password' }).click()
    await third.getByText('does not belong together here').waitFor()
    await third.getByRole('button', { name: 'Back to sign-in' }).click()
    // twice at once is once
    await third.getByLabel('Password', { exact: true }).fill(newPassword)
    await third.keyboard.press('Enter')
    await third.keyboard.press('Enter')
    await third.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await app.quit()).toBe(0)
    const log = await appLog(profile)
    expect(
      log
        .filter(({ action }) => action.startsWith('session.'))
        .map(({ action, outcome }) => `${action} ${outcome}`),
    ).toEqual([
      'session.lock done',
      'session.sign-in done',
      'session.lock done',
      'session.sign-in refused',
      'session.recover refused',
      'session.recover refused',
      'session.recover done',
      'session.lock done',
      'session.sign-in refused',
      'session.recover refused',
      'session.sign-in done',
      'session.end done',
    ])
  })

  test.skipIf(process.platform !== 'linux')(
    'without a keychain it is refused in plain words, before anything is typed, and nothing is made',
    async () => {
      const profile = tempFolder()
      const app = await appFor({ profile, env: noBus })
      const page = await app.page()
      await page.getByRole('heading', { name: 'Holdfast cannot start here' }).waitFor()
      expect(await page.getByRole('alert').innerText()).toMatch(/no Secret Service .* keyring/)
      expect(await page.getByRole('textbox').count()).toBe(0)
      expect(await page.getByRole('button').count()).toBe(0)
      expect(existsSync(join(profile, 'store'))).toBe(false)
      expect(await app.quit()).toBe(0)
    },
  )

  test.skipIf(process.platform !== 'linux')(
    'nor is a practice that is there opened, changed or made anew',
    async () => {
      const profile = await seededProfile()
      const files = ['slots.json', 'clinical.db'].map((name) => join(profile, 'store', name))
      const before = files.map(fileHash)
      const app = await appFor({ profile, env: noBus })
      const page = await app.page()
      await page.getByRole('heading', { name: 'Holdfast cannot start here' }).waitFor()
      expect(await app.quit()).toBe(0)
      expect(files.map(fileHash)).toEqual(before)
    },
  )
})
