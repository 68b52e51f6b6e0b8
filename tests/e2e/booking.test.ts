/** A visit is booked from anywhere by keyboard, moved, called off and taken back: what it takes is counted, and how it looks is kept. */
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Actions } from '../kit/actions.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { noKeychain } from '../kit/seeded-app.ts'

let patientId = ''
const booking = (page: Page) => page.getByRole('form', { name: 'Book a visit' })
const told = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()

describe.skipIf(noKeychain !== null)('booking', () => {
  const opened = openApp(async (desk) => {
    const practice = await scheduledPractice(desk)
    patientId = practice.patientId
    await practice.register('Okafor')
  })

  test('a known patient in four actions, by keyboard', async () => {
    const { page } = opened
    await page.setViewportSize(pictureSize)
    const actions = new Actions(page)
    await actions.command('Alt+b')
    await booking(page).getByRole('combobox', { name: 'Patient' }).waitFor()
    await actions.type('okon rae')
    await page.getByText('born 02/29/1980').waitFor()
    await actions.fill(booking(page).getByLabel('Time'), '1030')
    await actions.command('Control+Enter')
    await told(page, /^Booked: Okon, Raeann/)
    expect(actions.done).toHaveLength(4)
  })

  test('somebody new in six, and the form before it is sent', async () => {
    const { page } = opened
    const actions = new Actions(page)
    await actions.command('Alt+b')
    await booking(page).getByRole('combobox', { name: 'Patient' }).waitFor()
    await actions.type('Nakamura-Featherstonehaugh, Ken')
    await booking(page).getByLabel('Birth date').waitFor()
    await actions.type('05091974')
    await actions.type('6175550199')
    await actions.fill(booking(page).getByLabel('Time'), '10:45a')
    const found = await takePictures(page, 'book-new-patient')
    await actions.command('Control+Enter')
    await told(page, /^Booked: Nakamura-Featherstonehaugh, Ken/)
    expect(actions.done).toHaveLength(6)
    expect(found).toEqual([])
  })

  test('what is typed is kept, what stands in the way is said, and of several nobody is taken', async () => {
    const { page } = opened
    await page.keyboard.press('Alt+b')
    await page.keyboard.type('rae')
    await page.getByRole('option', { name: /Okafor/ }).waitFor()
    const found = await takePictures(page, 'book-find-patient')
    // two go by that name: Tab leaves the field and takes neither
    await page.keyboard.press('Tab')
    expect(await booking(page).getByRole('combobox', { name: 'Patient' }).isVisible()).toBe(true)
    await page.getByRole('option', { name: /Okafor/ }).click()
    await booking(page).getByLabel('Time').fill('11')
    await booking(page).getByLabel('Reason').fill('Cough for three weeks')
    await page.getByText('Dr. Osei has 2 at once then.').waitFor()
    await page.getByText(/Outside of the open hours/).waitFor()
    found.push(...(await takePictures(page, 'book-known-patient')))
    await page.keyboard.press('Escape')
    await booking(page).waitFor({ state: 'hidden' })
    await page.keyboard.press('Alt+b')
    await expect.poll(() => booking(page).getByLabel('Reason').inputValue()).toBe('Cough for three weeks')
    await page.keyboard.press('Control+Enter')
    await told(page, /^Booked: Okafor, Raeann/)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await told(page, 'The booking is taken back.')
    expect(found).toEqual([])
  })

  test('the chart says when they come; moved, changed, called off and taken back from there', async () => {
    const { page } = opened
    await goTo(page, `/chart/${patientId}/summary`)
    const coming = page.getByRole('region', { name: 'Coming visits' })
    await coming.getByText('Next:').waitFor()
    const found = await takePictures(page, 'chart-coming-visits')
    await coming.getByRole('button', { name: /10:30 AM/ }).click()
    const panel = page.getByRole('dialog', { name: 'Appointment' })
    await panel.getByText('What has happened').waitFor()
    found.push(...(await takePictures(page, 'one-appointment')))

    await panel.getByRole('button', { name: 'Move' }).click()
    await panel.getByLabel('Time').fill('2:15p')
    found.push(...(await takePictures(page, 'move-appointment')))
    await panel.getByLabel('Time').press('Enter')
    await told(page, /^Okon, Raeann moved to/)
    await panel.getByText(/2:15 PM, 30 minutes/).waitFor()

    await panel.getByRole('button', { name: 'Change', exact: true }).click()
    await panel.getByLabel('Authorization').fill('A-20417')
    found.push(...(await takePictures(page, 'change-appointment')))
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('A-20417').waitFor()

    await panel.getByRole('button', { name: 'Call off' }).click()
    await panel.getByLabel('Reason').selectOption('Transport')
    found.push(...(await takePictures(page, 'cancel-appointment')))
    await panel.getByRole('button', { name: 'Call off' }).click()
    await panel.getByText('Called off, by').waitFor()
    await panel.getByText('Transport').waitFor()
    await panel.getByRole('button', { name: 'Restore' }).click()
    await panel.getByText('Restored, by').waitFor()
    found.push(...(await takePictures(page, 'one-appointment-history')))
    expect(found).toEqual([])
    expect(opened.errors).toEqual([])
  })
})
