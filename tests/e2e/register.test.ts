/** Registering and editing a patient as a front desk does it: told at once what is wrong, and nothing typed is lost. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { seedPatient } from '../kit/charts.ts'
import { askOn, runOn } from '../kit/bridge.ts'
import { saidOf } from '../kit/form.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { gateAfter, noKeychain, pressLock, signInOn } from '../kit/seeded-app.ts'

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

describe.skipIf(noKeychain !== null)('registering', () => {
  const ids = { okon: '', edited: '' }
  const opened = openApp(async (desk) => {
    ids.okon = (await desk.call(registerPatient, registerPatient.example)).patientId
    ids.edited = await seedPatient(desk, 'Underhill', 'Petra', { birthDate: '1955-10-20' })
  })
  const heading = (name: string) => opened.page.getByRole('heading', { level: 1, name }).waitFor()
  const openForm = async () => {
    await opened.page.keyboard.press('Alt+n')
    await heading('Register patient')
    await field(opened.page, 'Family name').waitFor()
  }
  const discard = async () => {
    await opened.page.getByRole('button', { name: 'Discard', exact: true }).click()
    await heading('Patients')
  }

  test('each field says what is wrong with it as soon as it is left, and is silent once it is right', async () => {
    const { page } = opened
    await openForm()
    for (const [label, wrong, said, right] of [
      ['Birth date', '13/45/1980', 'A year, a month and year, or a full date.', '02291980'],
      ['Phone 1', '555-01', 'Ten digits', '617-555-0199'],
      ['ZIP', '0197', 'Five digits, or nine.', '01970'],
      ['State', 'ZZ', 'Two letters', 'ma'],
      ['E-mail', 'rae at home', 'An address like', 'rae@example.org'],
      ['Street', 'Harbor '.repeat(60), 'Longer than fits here.', '12 Harbor St'],
      ['NPI', '1234567890', 'Not an NPI', '1234567893'],
    ] as const) {
      await field(page, label).fill(wrong)
      await page.keyboard.press('Tab')
      await expect.poll(() => saidOf(page, label), { message: label }).toContain(said)
      await expect.poll(() => field(page, label).getAttribute('aria-invalid')).toBe('true')
      await field(page, label).fill(right)
      await expect.poll(() => saidOf(page, label), { message: label }).toBe('')
    }
    // a date is shown as it was understood, with the age that follows from it
    await page.keyboard.press('Tab')
    await expect.poll(() => field(page, 'Birth date').inputValue()).toBe('02/29/1980')
    // what is missing is said when it is sent, and the focus goes there
    await page.getByRole('button', { name: 'Register patient' }).click()
    await expect.poll(() => saidOf(page, 'Family name')).toBe('Needed.')
    expect(await saidOf(page, 'Given name')).toBe('')
    await expect
      .poll(() => field(page, 'Family name').evaluate((input) => input === document.activeElement))
      .toBe(true)
    await discard()
  })

  test.each([
    ['t', 'today'],
    ['2/29/80', '02/29/1980'],
    ['29 feb 1980', '02/29/1980'],
    ['1980', '1980'],
    ['1980-02', '02/1980'],
  ])('a birth date typed as %s is %s', async (typed, shown) => {
    const { page } = opened
    await openForm()
    const today = () =>
      page.evaluate(() =>
        new Date().toLocaleDateString('en-US', {
          timeZone: 'America/New_York',
          month: '2-digit',
          day: '2-digit',
          year: 'numeric',
        }),
      )
    // midnight may be in between
    const before = await today()
    await field(page, 'Birth date').fill(typed)
    await page.keyboard.press('Tab')
    const value = () => field(page, 'Birth date').inputValue()
    const right = async () => (shown === 'today' ? [before, await today()] : [shown])
    await expect.poll(async () => (await right()).includes(await value())).toBe(true)
    expect(await saidOf(page, 'Birth date')).toBe('')
    await discard()
  })

  test('who may be the same person shows while one types, is opened without losing a word, and stops a double', async () => {
    const { page } = opened
    await openForm()
    const aside = page.getByRole('complementary')
    await aside.getByText('Nobody like this yet').waitFor()
    await field(page, 'Family name').pressSequentially('okon')
    await field(page, 'Given name').pressSequentially('Raeann')
    await aside.getByRole('link', { name: 'O’Kon, Raeann' }).waitFor()
    await field(page, 'Birth date').fill('02291980')
    await aside.getByText(/same name, same birth date/).waitFor()
    await aside.getByRole('link', { name: 'O’Kon, Raeann' }).click()
    await heading('Raeann O’Kon')
    await openForm()
    await expect.poll(() => field(page, 'Given name').inputValue()).toBe('Raeann')
    await expect.poll(() => field(page, 'Birth date').inputValue()).toBe('02/29/1980')

    const send = page.getByRole('button', { name: 'Register patient' })
    await send.click()
    await aside.getByRole('alert').filter({ hasText: 'already a patient' }).waitFor()
    await page.getByLabel('None of these is the person being registered').check()
    await send.click()
    await heading('Raeann okon')
    // the chart of the new one warns of the other, and the draft is gone with what it was for
    await page.getByText('Name alert').waitFor()
    await openForm()
    expect(await field(page, 'Family name').inputValue()).toBe('')
    await discard()
  })

  test('discarded is discarded: the next form is empty, and nothing is counted as unfinished', async () => {
    const { page } = opened
    await openForm()
    await field(page, 'Family name').fill('Discardable')
    await page.getByText(/Draft kept/).waitFor()
    await discard()
    await openForm()
    expect(await field(page, 'Family name').inputValue()).toBe('')
    await page.getByText('What you type is kept as a draft at once').waitFor()
    await page.keyboard.press('Alt+p')
    const { drafts } = await askOn<{ drafts: { kind: string }[] }>(page, 'access.listDrafts', {})
    expect(drafts.filter(({ kind }) => kind === 'patients.register')).toEqual([])
  })

  test('two drafts at once, through a reload, a lock and other screens: each comes back in its form, whole', async () => {
    const { app, page } = opened
    await openForm()
    await field(page, 'Family name').fill('Featherstonehaugh')
    await field(page, 'Birth date').fill('13/45/19')
    await page.getByRole('button', { name: 'Add a phone' }).click()
    await field(page, 'Phone 2').fill('978-555-01')
    await goTo(page, `/patients/${ids.edited}/edit`)
    await heading('Edit demographics')
    await field(page, 'Called').fill('Pet')
    await page.getByText(/Draft kept/).waitFor()

    const whole = async (on: Page) => {
      await goTo(on, '/patients/new')
      await field(on, 'Family name').waitFor()
      await expect.poll(() => field(on, 'Family name').inputValue()).toBe('Featherstonehaugh')
      // also what no date can be read from, and half a phone number
      await expect.poll(() => field(on, 'Birth date').inputValue()).toBe('13/45/19')
      await expect.poll(() => field(on, 'Phone 2').inputValue()).toBe('978-555-01')
      await goTo(on, `/patients/${ids.edited}/edit`)
      await expect.poll(() => field(on, 'Called').inputValue()).toBe('Pet')
      await expect.poll(() => field(on, 'Family name').inputValue()).toBe('Underhill')
    }
    await whole(page)
    await page.reload()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await whole(page)
    await pressLock(page)
    const { locked } = await gateAfter(app, page)
    await signInOn(locked)
    opened.page = locked
    await whole(locked)
    await locked.getByRole('button', { name: 'Discard changes' }).click()
    await heading('Petra Underhill')
    await goTo(locked, `/patients/${ids.edited}/edit`)
    await expect.poll(() => field(locked, 'Called').inputValue()).toBe('')
    await expect.poll(() => field(locked, 'Given name').inputValue()).toBe('Petra')
    await goTo(locked, '/patients/new')
    await field(locked, 'Family name').waitFor()
    await discard()
  })

  test('edited in two places: the second is told, sees both, and overwrites nothing unseen', async () => {
    const { page } = opened
    await goTo(page, `/patients/${ids.edited}/edit`)
    await heading('Edit demographics')
    await field(page, 'Given name').fill('Petronella')
    // the other place: the same door, as another window uses it
    const present = await askOn<{ version: number }>(page, getPatient.name, { patientId: ids.edited })
    const theirs = {
      ...editPatient.example,
      patientId: ids.edited,
      version: present.version,
      demographics: {
        ...registerPatient.example.demographics,
        family: 'Underhill',
        given: 'Petra',
        preferredName: 'Peta',
        language: 'Khmer',
      },
    }
    expect((await runOn(page, editPatient.name, theirs)).ok).toBe(true)
    // what is being typed is not taken away under the hands
    expect(await field(page, 'Given name').inputValue()).toBe('Petronella')
    await page.getByRole('button', { name: 'Save demographics' }).click()
    await page.getByRole('alert').filter({ hasText: 'Somebody changed this' }).waitFor()
    const compare = page.getByRole('region', { name: 'Two versions' })
    expect(await compare.getByRole('row', { name: /given/i }).innerText()).toMatch(/Petronella\s+Petra/)
    expect(await compare.getByRole('row', { name: 'language' }).innerText()).toMatch(/English\s+Khmer/i)
    const kept = await askOn<{ patient: { given: string } }>(page, getPatient.name, { patientId: ids.edited })
    expect(kept.patient.given).toBe('Petra')
    await compare.getByRole('button', { name: 'Start from the present one' }).click()
    await expect.poll(() => field(page, 'Given name').inputValue()).toBe('Petra')
    await expect.poll(() => field(page, 'Language').inputValue()).toBe('Khmer')
    await field(page, 'Middle names').fill('Maud')
    await page.getByRole('button', { name: 'Save demographics' }).click()
    await heading('Petra Maud Underhill')
    // and can take it back
    await page.getByRole('button', { name: 'Undo' }).click()
    await heading('Petra Underhill')
    expect(opened.errors).toEqual([])
  })
})
