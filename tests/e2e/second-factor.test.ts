/** The second factor from the screens: set up, set up again, other spare codes; and the gate for whoever types wrongly too often. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { goTo } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { appShows } from '../kit/second-factor.ts'
import { noKeychain, seededProfile, signInOn, type Seed } from '../kit/seeded-app.ts'

const code = 'Code from your authenticator'

async function app(seed?: Seed) {
  const profile = await seededProfile(seed)
  const started = await appFor({ profile })
  const page = await started.page()
  await page.setViewportSize(pictureSize)
  return { app: started, page, profile }
}

const openFromMenu = async (page: Page) => {
  await page.getByRole('button', { name: new RegExp(owner.displayName) }).click()
  await page.getByRole('menuitem', { name: 'Second factor…' }).click()
}
const codesOn = (page: Page) => page.getByRole('list', { name: 'Spare codes' }).locator('li').allInnerTexts()
const secretOn = async (page: Page) =>
  (await page.getByLabel('Key for your authenticator app').innerText()).trim()
/** Types a code the app shows, in this step or the next: one that was used is not taken again. */
async function typeCode(page: Page, secret: string, before = ''): Promise<string> {
  await expect.poll(() => appShows(secret, Date.now()), { timeout: 40_000 }).not.toBe(before)
  const shown = appShows(secret, Date.now())
  await page.getByLabel(code).fill(shown)
  await page.keyboard.press('Enter')
  return shown
}

describe.skipIf(noKeychain !== null)('the second factor', () => {
  test('is set up by keyboard alone, then again; spare codes are shown once, and once more for another sheet', async () => {
    const { app: started, page, profile } = await app()
    await page.getByLabel(code).waitFor()
    const found = await takePictures(page, 'gate-sign-in-code')
    expect(await page.getByLabel(code).getAttribute('autocomplete')).toBe('one-time-code')
    await signInOn(page)

    await openFromMenu(page)
    await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor()
    await page.keyboard.type('not my password at all')
    await page.keyboard.press('Enter')
    await page.getByText('That is not your password').waitFor()
    found.push(...(await takePictures(page, 'second-factor-begin')))
    await page.getByLabel('Your password').fill(owner.password)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    const secret = await secretOn(page)
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    await page.keyboard.type('000000')
    await page.keyboard.press('Enter')
    await page.getByText('not the code of now').waitFor()
    found.push(...(await takePictures(page, 'second-factor-finish')))
    const used = await typeCode(page, secret)
    await page.getByRole('heading', { name: 'Print your spare codes' }).waitFor()
    const codes = await codesOn(page)
    expect(codes).toHaveLength(10)
    found.push(...(await takePictures(page, 'second-factor-codes')))
    const on = page.getByRole('button', { name: 'Open the workstation' })
    expect(await on.isDisabled()).toBe(true)
    await page.getByLabel(/printed or written down/).press('Space')
    await on.press('Enter')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await page.content()).not.toContain(codes[0])

    await openFromMenu(page)
    await page.getByRole('heading', { name: 'Your second factor' }).waitFor()
    found.push(...(await takePictures(page, 'second-factor-choose')))
    await page.getByRole('button', { name: 'New spare codes' }).click()
    await page.getByLabel('Your password').fill(owner.password)
    found.push(...(await takePictures(page, 'second-factor-renew')))
    await typeCode(page, secret, used)
    await page.getByRole('heading', { name: 'Print your spare codes' }).waitFor()
    const next = await codesOn(page)
    expect(next.filter((each) => codes.includes(each))).toEqual([])
    await page.getByLabel(/printed or written down/).check()
    await on.click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()

    // another telephone: the first one shows once more that it is there, or a spare code does
    await openFromMenu(page)
    await page.getByRole('button', { name: /Set it up again/ }).click()
    await page.getByLabel('Your password').fill(owner.password)
    await page.getByLabel(code).fill(codes[1] ?? '')
    await page.keyboard.press('Enter')
    await page.getByText('not the code of now').waitFor()
    found.push(...(await takePictures(page, 'second-factor-again')))
    await page.getByLabel(code).fill((next[1] ?? '').toLowerCase().replace('-', ' '))
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    expect(await secretOn(page)).not.toBe(secret)
    // nothing is changed by what was begun and left
    await page.getByRole('button', { name: 'Begin again' }).click()
    await page.getByRole('button', { name: 'Back to work' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await started.quit()).toBe(0)
    expect(found).toEqual([])
    const log = await appLog(profile)
    expect(
      log
        .filter(({ action }) => action.startsWith('second-factor'))
        .map(({ action, outcome }) => `${action.slice(14)} ${outcome}`),
    ).toEqual([
      'begin refused',
      'begin done',
      'finish refused',
      'keep done',
      'finish done',
      'keep done',
      'renew-spare done',
      'begin refused',
      'begin done',
    ])
  })

  test('the gate counts down for a name that waits, and not for another', async () => {
    const { app: started, page } = await app()
    await page.getByLabel('User name').waitFor()
    const tryOnce = async (username: string) => {
      await page.getByLabel('User name').fill(username)
      await page.getByLabel('Password', { exact: true }).fill('not my password at all')
      await page.getByLabel(code).fill('123456')
      await page.keyboard.press('Enter')
    }
    // of a name nobody has, as of one that somebody has
    for (let n = 0; n < 5; n += 1) {
      await tryOnce('nobody')
      await page.getByText('do not belong together').waitFor()
      await expect.poll(() => page.getByLabel('Password', { exact: true }).inputValue()).toBe('')
      expect(await page.getByLabel(code).inputValue()).toBe('')
    }
    await tryOnce('nobody')
    const timer = page.getByRole('timer')
    await timer.waitFor()
    const part = (text: string, unit: string) => Number(new RegExp(`(\\d+) ${unit}`).exec(text)?.[1] ?? 0)
    const seconds = async () => {
      const text = await timer.innerText()
      return part(text, 'minute') * 60 + part(text, 'second')
    }
    const first = await seconds()
    await expect.poll(seconds).toBeLessThan(first)
    expect(await page.getByRole('button', { name: 'Sign in' }).isDisabled()).toBe(true)
    const found = await takePictures(page, 'gate-waiting')
    // somebody else may come in meanwhile
    await page.getByLabel('User name').fill(owner.username)
    await expect.poll(() => timer.count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Sign in' }).isDisabled()).toBe(false)
    await started.kill()
    expect(found).toEqual([])
  })

  test('whoever typed wrongly too often stands on the Sign-in tab, and is unlocked there with a reason', async () => {
    const { app: started, page } = await app((desk) => desk.call(invitePerson, invitePerson.example))
    const { username, displayName } = invitePerson.example
    for (let n = 0; n < 6; n += 1) {
      await page.getByLabel('User name').fill(username)
      await page.getByLabel('Password', { exact: true }).fill('not my password at all')
      await page.keyboard.press('Enter')
      await (n < 5 ? page.getByText('do not belong together') : page.getByRole('timer')).waitFor()
      await expect.poll(() => page.getByLabel('Password', { exact: true }).inputValue()).toBe('')
    }
    await signInOn(page)
    await goTo(page, '/administration/sign-in')
    await page.getByText(/wrong tries/).waitFor()
    const found = await takePictures(page, 'locked-out')
    await page.getByRole('button', { name: `Unlock ${displayName}…` }).click()
    await page.keyboard.type('Called from the front desk; I know the voice')
    found.push(...(await takePictures(page, 'locked-out-unlock')))
    await page.keyboard.press('Enter')
    await page.getByText('Nobody is locked out here.').waitFor()
    found.push(...(await takePictures(page, 'locked-out-nobody')))
    expect(await started.quit()).toBe(0)
    expect(found).toEqual([])
  })
})
