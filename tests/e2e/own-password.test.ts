/** Somebody changes their password from their menu; and is asked for it once more before they give access. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { owner } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { appFor } from '../kit/app.ts'
import { appLog } from '../kit/app-log.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { goTo } from '../kit/open-app.ts'
import { gateAfter, noKeychain, pressLock, seededProfile, signInOn } from '../kit/seeded-app.ts'

const next = 'cobalt meadow harbor 71'
const wrong = 'not my password at all'

describe.skipIf(noKeychain !== null)('one’s own password', () => {
  test('is changed by keyboard; the one before opens nothing, and the code is another', async () => {
    const profile = await seededProfile()
    const app = await appFor({ profile })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await signInOn(page)
    await page.getByRole('button', { name: new RegExp(owner.displayName) }).click()
    await page.getByRole('menuitem', { name: 'Change password…' }).click()
    const present = page.getByLabel('Your present password')
    await present.waitFor()
    await present.fill(wrong)
    await page.getByLabel('The new one').fill('short')
    await page
      .getByText(/at least 15/i)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Change it' }).isDisabled()).toBe(true)
    await page.getByLabel('The new one').fill(next)
    await page.keyboard.press('Enter')
    await page.getByText('That is not your password').waitFor()
    const found = await takePictures(page, 'change-password')
    await present.fill(owner.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    await page.getByLabel(/printed or written down/).check()
    await page.getByRole('button', { name: 'Open the workstation' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()

    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await locked.getByLabel('Password', { exact: true }).fill(owner.password)
    await locked.keyboard.press('Enter')
    await locked.getByText('do not belong together').waitFor()
    await locked.getByLabel('Password', { exact: true }).fill(next)
    await locked.keyboard.press('Enter')
    await locked.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await app.quit()).toBe(0)
    expect(found).toEqual([])
    const log = (await appLog(profile)).filter(({ action }) => action === 'password.change')
    expect(log.map(({ outcome }) => outcome)).toEqual(['refused', 'done'])
  })

  test('the practice asks for a longer one: set on the screen, and at the next sign-in before anything else', async () => {
    const profile = await seededProfile()
    const app = await appFor({ profile })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await signInOn(page)
    await goTo(page, '/administration/sign-in')
    await page.getByLabel('Least length of a password, in characters').fill('28')
    await page.getByLabel('Days until another password is asked for').fill('12')
    await page.getByText('A number of days, from 30 to 730.').waitFor()
    expect(await page.getByRole('button', { name: 'Save for every workstation' }).isDisabled()).toBe(true)
    await page.getByLabel('Days until another password is asked for').fill('365')
    await page.getByLabel('Words a password may not be made of').fill('Lakeside\nElm Street')
    await page.getByLabel('Words a password may not be made of').scrollIntoViewIfNeeded()
    const found = await takePictures(page, 'sign-in-policy-passwords')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(/^Saved. Every workstation/).waitFor()

    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await locked.setViewportSize(pictureSize)
    await locked.getByLabel('Password', { exact: true }).fill(owner.password)
    await locked.keyboard.press('Enter')
    await locked.getByRole('heading', { name: 'Choose another password first' }).waitFor()
    await locked.getByText(/at least 28 characters, and yours is shorter/).waitFor()
    await locked.getByLabel('Your present password').fill(owner.password)
    await locked.getByLabel('The new one').fill('Elm Street, Lakeside, Elm Street')
    await locked.getByText('Made of words that your practice does not take').waitFor()
    found.push(...(await takePictures(locked, 'password-first')))
    await locked.getByLabel('The new one').fill(`${next} violet`)
    await locked.keyboard.press('Enter')
    await locked.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    await locked.getByLabel(/printed or written down/).check()
    await locked.getByRole('button', { name: 'Open the workstation' }).click()
    await locked.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(await app.quit()).toBe(0)
    expect(found).toEqual([])
  })

  test('is asked for once more before access is given, and what was asked for then goes on', async () => {
    const profile = await seededProfile()
    const app = await appFor({ profile, args: ['--holdfast-confirm-seconds=2'] })
    const page = await app.page()
    await page.setViewportSize(pictureSize)
    await signInOn(page)
    const since = await page.evaluate(() => performance.now())
    await page.keyboard.press('Alt+u')
    await page
      .getByRole('button', { name: /Invite/ })
      .first()
      .click()
    await page.getByLabel('Name, as patients know them').fill('Maya Okafor, RN')
    await page.getByLabel('User name').fill('mokafor')
    await page.getByLabel('Nurse', { exact: true }).check()
    // until the two seconds are over
    await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(since + 2100)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
    await dialog.waitFor()
    await page.screenshot({ path: join(root, 'out/screens/confirm-myself-light.png') })
    await dialog.getByLabel('Your password').fill(wrong)
    await page.keyboard.press('Enter')
    await dialog.getByText('do not belong together').waitFor()
    await dialog.getByLabel('Your password').fill(owner.password)
    await page.keyboard.press('Enter')
    await page.getByText('mokafor').first().waitFor()
    await dialog.waitFor({ state: 'hidden' })
    expect(await app.quit()).toBe(0)
    const log = await appLog(profile)
    const of = (action: string) =>
      log.filter((entry) => entry.action === action).map(({ outcome }) => outcome)
    expect([of('session.confirm'), of('person.invite')]).toEqual([
      ['refused', 'done'],
      ['refused', 'done'],
    ])
  })
})
