/** Answers that come late: they show in the tab of their own patient, or nowhere (ui.md, rule 2). */
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { shell } from '../../tools/kit/app.ts'
import { seedChart, seedPatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { gateAfter, noKeychain, pressLock, signInOn } from '../kit/seeded-app.ts'

/** Everything the screen says for some frames: a wrong answer would show in one of them. */
async function framesOf(page: Page, frames = 30): Promise<string[]> {
  return page.evaluate(
    (count) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const look = () => {
          seen.push(document.querySelector('main')?.innerText ?? '')
          if (seen.length < count) requestAnimationFrame(look)
          else resolve(seen)
        }
        requestAnimationFrame(look)
      }),
    frames,
  )
}

describe.skipIf(noKeychain !== null || shell === 'electron')('an answer that comes late', () => {
  const ids = { a: '', b: '', aaron: '', zoe: '' }
  const opened = openApp(async (desk) => {
    ids.a = await seedPatient(desk, 'Alderton', 'Agnes')
    ids.b = await seedPatient(desk, 'Bellweather', 'Bruno')
    ids.aaron = await seedPatient(desk, 'Smithfield', 'Aaron')
    ids.zoe = await seedPatient(desk, 'Smithfield', 'Zoe')
    seedChart(desk, ids.a, { visits: 520, tests: 40, mark: ' of Agnes' })
    seedChart(desk, ids.b, { visits: 12, tests: 8, mark: ' of Bruno' })
  })
  const heading = (name: string) => opened.page.getByRole('heading', { level: 1, name }).waitFor()
  /** Whatever happens, the next test hears its answers. */
  const hold = async () => {
    onTestFinished(async () => void (await opened.app.replies('release')))
    await opened.app.replies('hold')
  }
  const heldAtLeast = async (count: number) => {
    await expect.poll(async () => (await opened.app.replies('hold')).held).toBeGreaterThanOrEqual(count)
  }

  test.each(['encounters', 'results', 'timeline', 'summary'] as const)(
    'for A does not show in B: %s',
    async (section) => {
      const { app, page } = opened
      await goTo(page, `/chart/${ids.b}/allergies`)
      await heading('Bruno Bellweather')
      await goTo(page, `/chart/${ids.a}/allergies`)
      await heading('Agnes Alderton')
      await hold()
      await goTo(page, `/chart/${ids.a}/${section}`)
      if (section !== 'summary') await heldAtLeast(1)
      await app.replies('pass')
      await goTo(page, `/chart/${ids.b}/${section}`)
      await heading('Bruno Bellweather')
      const shown = section === 'results' ? 'Test 001 of Bruno' : 'Visit 1 of Bruno'
      await page.getByText(shown).first().waitFor()
      const frames = framesOf(page)
      await app.replies('release')
      for (const text of await frames) {
        expect(text).toContain('Bruno Bellweather')
        expect(text).not.toContain('Agnes')
      }
    },
  )

  test('to fewer letters does not decide whom Enter opens, in the list and in the palette', async () => {
    const { app, page } = opened
    for (const where of ['list', 'palette'] as const) {
      await goTo(page, '/patients')
      await page.getByLabel('Find patients').waitFor()
      if (where === 'palette') await page.keyboard.press('Control+k')
      else await page.getByLabel('Find patients').focus()
      const found = where === 'palette' ? page.getByRole('option') : page.locator('[data-row]')
      await page.keyboard.type('smithfield')
      await found.filter({ hasText: 'Aaron' }).waitFor()
      await hold()
      await page.keyboard.type(' zoe')
      await page.keyboard.press('Enter')
      await framesOf(page, 5)
      // the answer to what was typed is not here yet, so nobody is opened
      expect(new URL(page.url()).hash).toBe('#/patients')
      await app.replies('release')
      await heading('Zoe Smithfield')
    }
  })

  test('is waited for where the chart is opened from, for a moment; who goes elsewhere meanwhile stays there', async () => {
    const { app, page } = opened
    const find = async () => {
      await goTo(page, '/patients')
      await page.getByLabel('Find patients').fill('smithfield aaron')
      const row = page.locator('[data-row]').filter({ hasText: 'Aaron' })
      await row.waitFor()
      return row
    }
    const row = await find()
    await hold()
    await row.click()
    // longer than is waited: its screen is shown, and says nothing until it knows
    await page.waitForURL(/#\/chart\//)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0)
    await app.replies('release')
    await heading('Aaron Smithfield')

    await goTo(page, `/chart/${ids.b}/summary`)
    await heading('Bruno Bellweather')
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
    await (await find()).click()
    await goTo(page, `/chart/${ids.b}/summary`)
    await heading('Bruno Bellweather')
    for (const text of await framesOf(page)) expect(text).toContain('Bruno Bellweather')
  })

  test('about a chart that has changed meanwhile is asked for again, and the chart beside it is not', async () => {
    const { page } = opened
    await goTo(page, `/chart/${ids.b}/summary`)
    await heading('Bruno Bellweather')
    await page.evaluate(
      async ([ask, edit, patientId]) => {
        const { holdfast } = globalThis as unknown as {
          holdfast: Record<'run' | 'ask', (n: string, i: object) => Promise<{ ok: boolean; value: never }>>
        }
        const { value } = (await holdfast.ask(ask, { patientId })) as {
          value: { version: number; patient: Record<string, unknown> }
        }
        const kept = [
          'family',
          'given',
          'middle',
          'prefix',
          'suffix',
          'preferredName',
          'birthDate',
          'sex',
          'birthSex',
          'race',
          'ethnicity',
          'language',
          'maritalStatus',
          'phones',
          'email',
          'address',
          'contact',
          'primaryCare',
        ]
        const demographics = Object.fromEntries(kept.map((key) => [key, value.patient[key]]))
        await holdfast.run(edit, {
          patientId,
          version: value.version,
          demographics: { ...demographics, given: 'Brunhilde' },
          active: true,
          deceased: false,
          deceasedOn: null,
          coverages: [],
        })
      },
      [getPatient.name, editPatient.name, ids.b] as const,
    )
    await heading('Brunhilde Bellweather')
    const tabs = page.getByRole('navigation', { name: 'Open charts' }).getByRole('link')
    await expect.poll(async () => (await tabs.allInnerTexts()).join()).toMatch(/Bellweather, Brunhilde/)
    expect((await tabs.allInnerTexts()).join()).toContain('Alderton, Agnes')
  })

  test('never reaches whoever signs in next', async () => {
    const { app, page } = opened
    await goTo(page, '/patients')
    await page.getByLabel('Find patients').waitFor()
    await hold()
    await goTo(page, `/chart/${ids.a}/procedures`)
    await heldAtLeast(1)
    // nor does a lock wait for it
    await pressLock(page)
    await expect.poll(() => page.isClosed()).toBe(true)
    const next = await app.page(page)
    await app.replies('release')
    const { locked } = await gateAfter(app, page)
    expect(locked).toBe(next)
    expect((await framesOf(locked, 10)).join('\n')).not.toMatch(/Agnes|Alderton/)
    expect(await locked.content()).not.toMatch(/Agnes|Alderton/)
    await signInOn(locked)
    opened.page = locked
  })
})
