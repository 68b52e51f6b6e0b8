/** The front desk's day by keyboard alone: who comes, what is missing, who is where, what is paid, who comes again. User actions are counted. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { settle } from '../../tools/screens/visit.ts'
import { busyDay } from '../kit/busy-flow.ts'
import { underNotices } from '../kit/notices.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { noKeychain } from '../kit/seeded-app.ts'

const board = (page: Page) => page.getByRole('grid', { name: 'Patients of the day' })
const rowOf = (page: Page, name: string) => board(page).getByRole('row').filter({ hasText: name })

/** Presses or types, and counts it as one thing that somebody does. */
function counting(page: Page) {
  const counted = { actions: 0 }
  return Object.assign(counted, {
    async press(key: string) {
      counted.actions += 1
      await page.keyboard.press(key)
    },
    /** A field is filled: one, however long the word. */
    async fill(text: string) {
      counted.actions += 1
      await page.keyboard.type(text)
    },
  })
}

/** Goes to somebody on the board, by name. */
async function stand(page: Page, name: string): Promise<void> {
  await board(page).focus()
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await rowOf(page, name).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => rowOf(page, name).getAttribute('aria-selected')).toBe('true')
}

describe.skipIf(noKeychain !== null)('the day at the front desk', () => {
  const one = openApp(busyDay)

  test('somebody with nothing missing is checked in by three actions', async () => {
    const { page } = one
    await page.setViewportSize(pictureSize)
    await page.keyboard.press('Alt+y')
    await board(page).waitFor()
    await board(page).focus()
    await page.keyboard.press('m')
    await settle(page)
    const found = await takePictures(page, 'flow-board')
    await board(page).focus()
    // the key that leads to the field is not counted: the pointer in the field would be none either
    await page.keyboard.press('/')
    const by = counting(page)
    await by.fill('zimmer')
    await by.press('Enter')
    await by.press('a')
    await rowOf(page, 'Zimmer').filter({ hasText: 'Arrived' }).waitFor()
    expect(by.actions).toBeLessThanOrEqual(3)
    await expect.poll(() => page.getByText('Zimmer, Pat has arrived.').count()).toBe(1)
    // nothing is asked where nothing is missing
    expect(await page.getByRole('complementary', { name: /^Check-in/ }).count()).toBe(0)
    expect([found, one.errors]).toEqual([[], []])
  })

  test('what is missing is shown at the arrival and put right in place, and the copay gives a receipt', async () => {
    const { page } = one
    await stand(page, 'Yilmaz')
    const pane = page.getByRole('complementary', { name: 'Check-in of Yilmaz, Pat' })
    // whoever has gone on by the next key is not called back by what the one before it would open
    await page.keyboard.press('a')
    await page.keyboard.press('Escape')
    await page.getByText('Yilmaz, Pat has arrived.').first().waitFor()
    await settle(page)
    expect(await pane.count()).toBe(0)
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Yilmaz').filter({ hasText: 'Arrived' }).waitFor({ state: 'detached' })
    await page.keyboard.press('a')
    await pane.getByRole('heading', { name: 'Missing: 6' }).waitFor()
    await settle(page)
    // what was said of the arrival stands beside the pane
    expect(await underNotices(page)).toEqual([])
    const found = await takePictures(page, 'flow-check-in')
    await page.keyboard.press('3')
    await pane.getByRole('heading', { name: 'Missing: 5' }).waitFor()
    await page.keyboard.press('e')
    const street = pane.getByLabel('Street')
    await expect.poll(() => street.evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.type('9 Quay Rd')
    await settle(page)
    found.push(...(await takePictures(page, 'flow-address')))
    await page.keyboard.press('Enter')
    await pane.getByText('9 Quay Rd, Salem, MA 01970, 617-555-0142').waitFor()
    await pane.getByRole('heading', { name: 'Missing: 4' }).waitFor()
    await page.keyboard.press('s')
    await pane.getByRole('heading', { name: 'Nothing is missing' }).waitFor()
    await page.keyboard.press('m')
    await page.keyboard.press('Enter')
    await pane.getByText('$25.00 paid').waitFor()
    await settle(page)
    found.push(...(await takePictures(page, 'flow-paid')))
    await page.keyboard.press('Escape')
    await expect.poll(() => board(page).evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await rowOf(page, 'Yilmaz').innerText()).toContain('paid')
    expect([found, one.errors]).toEqual([[], []])
  })

  test('to a room by its number, on to the provider; a slip is taken back', async () => {
    const { page } = one
    await stand(page, 'Zimmer')
    await page.keyboard.press('r')
    await page.getByRole('dialog', { name: 'Room for Zimmer, Pat' }).waitFor()
    await settle(page)
    const found = await takePictures(page, 'flow-room')
    await page.keyboard.press('1')
    await rowOf(page, 'Zimmer').filter({ hasText: 'In a room Exam 1' }).waitFor()
    await page.keyboard.press('p')
    await rowOf(page, 'Zimmer').filter({ hasText: 'With provider' }).waitFor()
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Zimmer').filter({ hasText: 'In a room' }).waitFor()
    await stand(page, 'Quist')
    await page.keyboard.press('x')
    await rowOf(page, 'Quist').filter({ hasText: 'No-show' }).waitFor()
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Quist').filter({ hasText: 'Scheduled' }).waitFor()
    // whoever is here has come
    await stand(page, 'Zimmer')
    await page.keyboard.press('x')
    await page.getByText('They have come already.').waitFor()
    expect([found, one.errors]).toEqual([[], []])
  })

  test('check-out books the next visit and takes the copay by five actions', async () => {
    const { page } = one
    await stand(page, 'Ibsen')
    const by = counting(page)
    await by.press('o')
    const pane = page.getByRole('complementary', { name: 'Check-out of Ibsen, Pat' })
    await pane.waitFor()
    await by.press('2')
    const first = pane.getByRole('button', { name: /Ana Rivera, MD$/ }).first()
    await expect.poll(() => first.evaluate((it) => it === document.activeElement)).toBe(true)
    await settle(page)
    const found = await takePictures(page, 'flow-check-out')
    await by.press('Enter')
    await page.getByText(/^Ibsen, Pat comes again on /).waitFor()
    const amount = pane.getByLabel('Amount')
    await expect.poll(() => amount.evaluate((it) => it === document.activeElement)).toBe(true)
    await by.press('Enter')
    await pane.getByText('$25.00 paid').waitFor()
    await by.press('l')
    await rowOf(page, 'Ibsen').filter({ hasText: 'Left' }).waitFor()
    expect(by.actions).toBeLessThanOrEqual(5)
    expect([found, one.errors]).toEqual([[], []])
  })

  test('whoever goes on to the next form before the last key is written stays in it', async () => {
    const { app, page } = one
    await stand(page, 'Zimmer')
    await page.keyboard.press('o')
    const pane = page.getByRole('complementary', { name: 'Check-out of Zimmer, Pat' })
    await pane.waitFor()
    await settle(page)
    await app.replies('hold')
    await page.keyboard.press('l')
    await board(page).focus()
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Walk-in' })
    const field = dialog.getByLabel('Who is it')
    await field.waitFor()
    await app.replies('release')
    await pane.waitFor({ state: 'detached' })
    await page.keyboard.type('novak')
    await expect.poll(() => field.inputValue()).toBe('novak')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(one.errors).toEqual([])
  })

  test('a walk-in is found or new, and is here', async () => {
    const { page } = one
    await board(page).focus()
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Walk-in' })
    await dialog.getByLabel('Who is it').waitFor()
    await page.keyboard.type('novak')
    await dialog.getByRole('group', { name: 'Found' }).getByRole('button').first().waitFor()
    await settle(page)
    const found = await takePictures(page, 'flow-walk-in')
    await dialog.getByLabel('Who is it').fill('Jansen Mia')
    await dialog.getByText('Nobody is found by that.').waitFor()
    await dialog.getByRole('button', { name: 'Somebody new' }).press('Enter')
    await dialog.getByLabel('Birth date').focus()
    await page.keyboard.type('05011990')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await rowOf(page, 'Jansen, Mia').filter({ hasText: 'walk-in' }).filter({ hasText: 'Arrived' }).waitFor()
    await page.getByRole('complementary', { name: 'Check-in of Jansen, Mia' }).waitFor()
    await page.keyboard.press('Escape')
    expect([found, one.errors]).toEqual([[], []])
  })

  test('the money of the day: two receipts, one of them given back', async () => {
    const { page } = one
    await goTo(page, '/today/payments')
    const table = page.getByRole('table', { name: 'Receipts of today' })
    await table.getByRole('row').nth(2).focus()
    await page.getByRole('complementary', { name: 'Receipt' }).getByText('Yilmaz, Pat').waitFor()
    await page.getByRole('button', { name: 'Give back…' }).press('Enter')
    await page.getByLabel('Why').pressSequentially('Paid twice.')
    await settle(page)
    const found = await takePictures(page, 'flow-give-back')
    await page.keyboard.press('Enter')
    await expect.poll(() => table.getByRole('row').count()).toBe(4)
    await settle(page)
    found.push(...(await takePictures(page, 'flow-payments')))
    await expect.poll(() => page.locator('[data-sum]').allInnerTexts()).toEqual(['$25.00', '$25.00'])
    expect([found, one.errors]).toEqual([[], []])
  })

  test('the provider’s own day, and a chart by Enter', async () => {
    const { page } = one
    await page.keyboard.press('Alt+y')
    await board(page).waitFor()
    // where they sign in as a provider it begins with their own
    const shown = await board(page).getByRole('row').count()
    await board(page).focus()
    await page.keyboard.press('m')
    await expect.poll(() => board(page).getAttribute('aria-rowcount').then(Number)).toBeGreaterThan(shown)
    await stand(page, 'Featherstonehaugh')
    await settle(page)
    const found = await takePictures(page, 'flow-long-name')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/chart\//)
    expect([found, one.errors]).toEqual([[], []])
  })
})
