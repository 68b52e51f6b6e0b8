/** The first day of a nurse, at two computers of a practice and its cloud: invited, in, locked, offline, and in the end suspended. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { OsKeychain } from '../../src-main/app/keychain.ts'
import { openSlot, type OpenSlot } from '../../src-main/vault/slot.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { startApp, type App } from '../../tools/kit/app.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { goTo, settle } from '../../tools/screens/visit.ts'
import { CloudThatLeaves, connectOn, joinOn, pillSays } from '../kit/cloud-apps.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { Hand } from '../kit/hand.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { makeFolder, removeFolder } from '../kit/practice.ts'
import { appShows, nextCode, setUp } from '../kit/second-factor.ts'
import { noKeychain, pressLock, seededProfile } from '../kit/seeded-app.ts'

const nurse = { name: 'Bo Lindqvist, RN', username: 'blindqvist', password: 'copper meadow lattice 7' }
const [factor, halfTyped] = ['Code from your authenticator', 'Quillfeather']

/** What a workstation has to let the nurse in with; null where it has nothing. */
async function slotAt(folder: string): Promise<OpenSlot | null> {
  const slots = readSlots(join(folder, 'store', 'slots.json'))
  const slot = slots?.users.find(({ username }) => username === nurse.username)
  if (!slots || !slot) return null
  const found = await new OsKeychain().find(slots.device)
  if (found.state !== 'present') return null
  return openSlot(slots, slot, Buffer.from(found.key))
}

describe.skipIf(skipWithout !== null || noKeychain !== null)('the first day of a nurse', () => {
  const postgres = usePostgres()
  const folders = [makeFolder(), makeFolder()] as const
  const found: string[] = []
  let away: CloudThatLeaves
  let apps: App[] = []
  let one: Page
  let two: Page
  /** Each is good once. */
  let spare: string[] = []
  let invitation = ''
  let telephone = { secret: '', used: '' }

  beforeAll(async () => {
    await seededProfile(
      async (desk) => {
        spare = (await setUp(desk, Date.now())).codes
        await desk.call(registerPatient, registerPatient.example)
      },
      folders[0],
      { secondFactor: 'everyone' },
    )
    away = new CloudThatLeaves(postgres.url(await postgres.makeDatabase()), postgres.folder)
    await away.come()
    apps = [await startApp({ profile: folders[0] }), await startApp({ profile: folders[1] })]
    ;[one, two] = [await apps[0]!.page(), await apps[1]!.page()]
    for (const page of [one, two]) await page.setViewportSize(pictureSize)
  }, 240_000)

  afterAll(async () => {
    for (const app of apps) await app.kill()
    await away?.leave()
    for (const folder of folders) removeFolder(folder)
  })

  const picture = async (page: Page, name: string) => {
    await settle(page)
    found.push(...(await takePictures(page, `nurse-${name}`)))
  }
  const come = async (page: Page, who: Readonly<{ username: string; password: string }>, code: string) => {
    await page.getByLabel('Password', { exact: true }).waitFor()
    const else_ = page.getByRole('button', { name: 'Someone else' })
    if (await else_.isVisible()) await else_.click()
    await page.getByLabel('User name').fill(who.username)
    await page.getByLabel('Password', { exact: true }).fill(who.password)
    await page.getByLabel(factor).fill(code)
    await page.keyboard.press('Enter')
  }
  const isIn = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor()
  const signOut = async (app: App | undefined, page: Page, name: string): Promise<Page> => {
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page
      .getByRole('menuitem', { name: 'Sign out' })
      .click()
      .catch(() => undefined)
    return nextPage(app, page)
  }
  const nextPage = async (app: App | undefined, page: Page): Promise<Page> => {
    const next = await app!.page(page)
    await next.setViewportSize(pictureSize)
    await next.getByLabel('Password', { exact: true }).waitFor()
    return next
  }

  test('the owner invites her at one computer, and has a sheet for her', async () => {
    await come(one, owner, spare.pop() ?? '')
    await isIn(one)
    await connectOn(one, away.cloud)
    await joinOn(one, two)
    await goTo(one, '/administration/people/new')
    await one.getByLabel('Name, as patients know them').fill(nurse.name)
    await expect.poll(() => one.getByLabel('User name').inputValue()).toBe(nurse.username)
    await one.getByRole('checkbox', { name: 'Nurse', exact: true }).check()
    await picture(one, 'invite')
    await one.getByRole('button', { name: 'Invite and show the code' }).click()
    await one.getByRole('heading', { name: 'Invitation' }).waitFor()
    invitation = (await one.getByLabel('Code', { exact: true }).locator('span').allInnerTexts()).join('-')
    expect(invitation).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
    await picture(one, 'sheet')
    await one.emulateMedia({ media: 'print' })
    await picture(one, 'sheet-on-paper')
    expect(await one.locator('body').innerText()).toContain('I have an invitation')
    await one.emulateMedia({ media: 'screen' })
    await one.getByLabel(/goes to nobody else/).check()
    await one.getByRole('button', { name: 'Done' }).click()
    // the other computer hears of it while somebody is signed in there
    await expect.poll(() => slotAt(folders[1]), { timeout: 60_000 }).not.toBeNull()
    two = await signOut(apps[1], two, owner.displayName)
    expect(found).toEqual([])
  })

  test('she comes in at the other one, and opens a first chart', async () => {
    const hand = new Hand(two)
    await picture(two, 'gate')
    await hand.click(two.getByRole('button', { name: 'I have an invitation' }))
    await picture(two, 'come-in')
    // a slip first, which is not counted: it is said what to look for
    await two.getByLabel('User name').fill(`${nurse.username}s`)
    await two.getByLabel('Code of the invitation').fill(invitation)
    await two.getByLabel('Choose a password').fill(nurse.password)
    await two.keyboard.press('Enter')
    await two.getByText('does not belong together here').waitFor()
    await picture(two, 'come-in-wrong')

    await hand.fill('User name', nurse.username)
    await hand.fill('Code of the invitation', invitation.toLowerCase().replaceAll('-', ' '))
    await hand.fill('Choose a password', nurse.password)
    await hand.press('Enter')
    await two.getByRole('heading', { name: 'Print your recovery code' }).waitFor()
    await picture(two, 'recovery-code')
    await hand.click(two.getByRole('button', { name: 'Print the code' }))
    await hand.click(two.getByLabel(/printed or written down/))
    await hand.click(two.getByRole('button', { name: 'Open the workstation' }))
    await two.getByRole('heading', { name: 'Set up your second factor' }).waitFor()
    await picture(two, 'factor-begin')
    await hand.type(nurse.password)
    await hand.press('Enter')
    const key = two.getByLabel('Key for your authenticator app')
    await key.waitFor()
    telephone.secret = (await key.innerText()).trim()
    await picture(two, 'factor-finish')
    telephone.used = appShows(telephone.secret, Date.now())
    await hand.type(telephone.used)
    await hand.press('Enter')
    await two.getByRole('heading', { name: 'Print your spare codes' }).waitFor()
    await picture(two, 'factor-codes')
    await hand.click(two.getByRole('button', { name: 'Print the codes' }))
    await hand.click(two.getByLabel(/printed or written down/))
    await hand.click(two.getByRole('button', { name: 'Open the workstation' }))
    await isIn(two)
    await picture(two, 'first-look')
    await hand.type('raeann')
    await two.getByRole('status').filter({ hasText: '1 patient' }).waitFor()
    await hand.press('Enter')
    await two.getByRole('heading', { level: 1, name: /Raeann/ }).waitFor()
    await picture(two, 'first-chart')
    console.log(`a nurse’s first day: ${hand.actions} actions from the gate to the first chart`)
    expect(hand.actions).toBeLessThanOrEqual(18)
    expect(found).toEqual([])
  })

  test('she locks and comes back with her password alone; whoever comes between sees nothing of hers', async () => {
    await two.keyboard.press('Alt+p')
    await goTo(two, '/patients/new')
    await two.getByLabel('Family name').fill(halfTyped)
    await two.getByText(/^Draft kept/).waitFor()
    await pressLock(two)
    two = await nextPage(apps[1], two)
    await picture(two, 'locked')
    const hand = new Hand(two)
    await hand.type(nurse.password)
    await hand.press('Enter')
    await isIn(two)
    expect(hand.actions).toBe(2)
    await expect.poll(() => two.getByLabel('Family name').inputValue()).toBe(halfTyped)
    await picture(two, 'back')

    await pressLock(two)
    two = await nextPage(apps[1], two)
    await come(two, owner, spare.pop() ?? '')
    await isIn(two)
    expect(await two.getByRole('navigation', { name: 'Open charts' }).count()).toBe(0)
    for (const place of ['/patients', '/patients/new']) {
      await goTo(two, place)
      expect(await two.content()).not.toContain(halfTyped)
    }
    expect(await two.getByLabel('Family name').inputValue()).toBe('')
    await goTo(two, '/patients')
    await picture(two, 'owner-between')
    two = await signOut(apps[1], two, owner.displayName)
    telephone.used = await nextCode(telephone.secret, telephone.used)
    await come(two, nurse, telephone.used)
    await isIn(two)
    await goTo(two, '/patients/new')
    await expect.poll(() => two.getByLabel('Family name').inputValue()).toBe(halfTyped)
    expect(found).toEqual([])
  })

  test('without the cloud she comes in at the first computer, which she has never used', async () => {
    // it has heard what she comes in with
    const heard = async () => {
      const slot = await slotAt(folders[0])
      return slot !== null && slot.keys.kdf !== null && slot.secondFactor !== null
    }
    await expect.poll(heard, { timeout: 60_000 }).toBe(true)
    await away.leave()
    one = await signOut(apps[0], one, owner.displayName)
    telephone.used = await nextCode(telephone.secret, telephone.used)
    await come(one, nurse, telephone.used)
    await isIn(one)
    await pillSays(one, /offline/i)
    await picture(one, 'offline')
    expect(found).toEqual([])
  })

  test('suspended, her session ends by itself, and the next sign-in is refused with words', async () => {
    two = await signOut(apps[1], two, nurse.name)
    await come(two, owner, spare.pop() ?? '')
    await isIn(two)
    await away.come()
    await pillSays(two, 'Up to date')
    await goTo(two, '/administration/people')
    await two.getByRole('row', { name: /Lindqvist/ }).click()
    await two.getByRole('button', { name: 'Suspend' }).click()
    await two.getByLabel('Reason').fill('Her first day, and a test of it')
    await picture(two, 'suspend')
    await two.getByRole('form', { name: 'Suspend' }).getByRole('button', { name: 'Suspend' }).click()
    await two.getByRole('button', { name: 'Reinstate' }).waitFor()
    await picture(two, 'suspended')
    one = await nextPage(apps[0], one)
    await picture(one, 'ended')
    telephone.used = await nextCode(telephone.secret, telephone.used)
    await come(one, nurse, telephone.used)
    // her keys are gone from here, so it is answered as for a name nobody has
    await one.getByText('ask whoever administers the people of the practice').waitFor()
    await picture(one, 'refused')
    expect(found).toEqual([])
  })
})
