/** What patients ask to be amended, as a practice sees it: light and dark, by keyboard, from an entry of a chart to the letter. */
import { describe, expect, test } from 'vitest'
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { amendments } from '../../shared/amendments/amendment.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { addDays, instantOf } from '../../shared/kernel/time.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { seedWholePatient } from '../kit/charts.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const long = {
  family: 'Featherstonehaugh-Montgomery de la Cruz y Villanueva',
  given: 'Maria-Magdalena Constantina',
}
const ids = { okon: '', long: '', own: '' }

/** A chart with problems, and requests in every state. */
async function aPractice(desk: Workstation): Promise<void> {
  const register = (family: string, given: string) => seedWholePatient(desk, family, given)
  ids.okon = await register('Okon', 'Raeann')
  ids.long = await register(long.family, long.given)
  ids.own = await register('Rivera', 'Ana')
  const { store, actor } = desk.session
  const uuid = () => crypto.randomUUID()
  const now = Date.now()
  const day = (days: number) => instantOf(now + days * 86_400_000).slice(0, 10)
  command(store, (tx) => {
    const problem = (patientId: string, name: string) => {
      const row = {
        ...(rowFor(problems, 1) as RowOf<typeof problems>),
        id: uuid(),
        patientId,
        name,
        clinicalStatus: 'active' as const,
        verification: 'confirmed' as const,
        severity: '',
        code: 'I10',
        onset: '2019-04-02',
        abatement: null,
      }
      tx.put(problems, row)
      return row
    }
    problem(ids.okon, 'Nicotine dependence, cigarettes')
    const seen = problem(ids.okon, 'Essential hypertension')
    const other = problem(ids.okon, 'Type 2 diabetes mellitus without complications')
    const request = (
      patientId: string,
      entry: { id: string; name: string } | null,
      askedOn: string,
      acts: readonly (readonly [RowOf<typeof amendmentActs>['kind'], string])[],
    ) => {
      const id = uuid()
      const at = `${askedOn}T15:00:00.000Z`
      tx.put(amendments, {
        id,
        patientId,
        entryType: entry ? 'problem' : null,
        entryId: entry?.id ?? null,
        entryText: entry?.name ?? '',
        wrong: 'It says that I have this since 2019, and that two doctors agreed on it.',
        shouldSay: 'That it was found in 2021, by Dr Ola alone, and that I was never told before that.',
        askedBy: entry ? 'patient' : 'representative',
        askedByName: entry ? '' : `${long.given} ${long.family}, her daughter`,
        askedOn,
        dueOn: addDays(askedOn, 60),
        by: actor.id,
        at,
      })
      for (const [n, [kind, text]] of acts.entries())
        tx.put(amendmentActs, {
          id: uuid(),
          amendmentId: id,
          patientId,
          kind,
          denial: kind === 'denied' ? 'accurate' : null,
          text,
          dueOn: kind === 'put-off' ? addDays(askedOn, 90) : null,
          by: actor.id,
          at: `${askedOn}T16:0${n}:00.000Z`,
        })
    }
    request(ids.okon, seen, day(-40), [
      ['accepted', 'Found in 2021 by Dr Ola; first told to the patient then.'],
    ])
    request(ids.okon, other, day(-80), [
      ['denied', 'The laboratory results of 2019 meet the criteria.'],
      ['disagreement', 'I was fasting badly prepared that day, and nobody asked me.'],
      ['rebuttal', 'Two results on different days were above the limit.'],
    ])
    request(ids.long, null, day(-70), [])
    request(ids.long, null, day(-65), [['put-off', 'The letters of the hospital have not come yet.']])
    request(ids.own, null, day(-3), [])
  })
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of amendments', () => {
    const opened = openApp(aPractice)

    test('a patient asks for a correction of an entry, and what was amended or is disputed stands with it', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, `/chart/${ids.okon}/summary`)
      await page.getByText('amended', { exact: true }).first().waitFor()
      const found = await takePictures(page, 'amendments-summary')
      await goTo(page, `/chart/${ids.okon}/problems`)
      const table = page.getByRole('table', { name: 'Problems' })
      await table.getByRole('row').filter({ hasText: 'hypertension' }).click()
      await page.getByText('Found in 2021 by Dr Ola').waitFor()
      found.push(...(await takePictures(page, 'amendments-entry')))
      await page.keyboard.press('Escape')
      await table.getByRole('row').filter({ hasText: 'diabetes' }).click()
      await page.getByText('Two results on different days').waitFor()
      found.push(...(await takePictures(page, 'amendments-disputed')))
      await page.keyboard.press('Escape')
      await table.getByRole('row').filter({ hasText: 'Nicotine' }).click()
      await page.getByRole('button', { name: 'Patient asks for a correction…' }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('What is wrong or missing').fill('It says that I smoke.')
      await page.getByLabel('What it should say').fill('That I stopped in 2012.')
      found.push(...(await takePictures(page, 'amendments-ask')))
      // half a form, and away: it is there again
      await settle(page)
      await goTo(page, `/chart/${ids.okon}/allergies`)
      await goTo(page, `/chart/${ids.okon}/problems`)
      await table.getByRole('row').filter({ hasText: 'Nicotine' }).click()
      await page.getByRole('button', { name: 'Patient asks for a correction…' }).click()
      await expect
        .poll(() => page.getByLabel('What it should say').inputValue())
        .toBe('That I stopped in 2012.')
      await page.getByRole('button', { name: 'Write it down' }).focus()
      await page.keyboard.press('Enter')
      await page.getByText('amendment asked', { exact: true }).first().waitFor()
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('requests wait with their day; one is accepted by keyboard, one’s own is somebody else’s, and a letter says it', async () => {
      const { page } = opened
      await goTo(page, '/privacy/amendments')
      const table = page.getByRole('table', { name: 'Requests that wait' })
      await table.waitFor()
      const found = await takePictures(page, 'amendments-waiting')
      await table.getByRole('row').filter({ hasText: 'Rivera' }).click()
      await page.getByText('Somebody else decides about what is asked in it').waitFor()
      await page.keyboard.press('Escape')
      await table.getByRole('row').filter({ hasText: 'Okon' }).focus()
      await page.keyboard.press('Enter')
      const side = page.getByRole('complementary', { name: /^Okon/ })
      await side.getByRole('button', { name: 'Accept…' }).focus()
      await page.keyboard.press('Enter')
      await expect
        .poll(() => side.getByLabel('What is added to the record').inputValue())
        .toBe('That I stopped in 2012.')
      found.push(...(await takePictures(page, 'amendments-accept')))
      await side.getByLabel('What is added to the record').fill('The patient stopped smoking in 2012.')
      await side.getByRole('button', { name: 'Accept', exact: true }).click()
      await table.getByRole('row').filter({ hasText: 'Okon' }).waitFor({ state: 'detached' })
      await table.getByRole('row').filter({ hasText: 'put off once' }).click()
      await page.getByRole('button', { name: 'Deny…' }).click()
      await settle(page)
      found.push(...(await takePictures(page, 'amendments-deny')))
      await page.getByRole('button', { name: 'Cancel' }).click()

      await page.getByText('Answered', { exact: true }).click()
      const over = page.getByRole('table', { name: 'Requests that were answered' })
      await over.getByRole('row').filter({ hasText: 'Denied' }).click()
      await page.getByRole('button', { name: 'Letter to the patient…' }).click()
      await page.getByLabel('Whom the patient can ask').fill('Privacy official, 617-555-0100')
      const letter = page.getByText('we find that the record is accurate and complete').first()
      await letter.waitFor()
      found.push(...(await takePictures(page, 'amendments-letter')))
      await page.emulateMedia({ media: 'print' })
      await settle(page)
      // on paper the letter, and nothing of the screen
      expect(await page.getByRole('table').count()).toBe(0)
      expect(await page.locator('body').innerText()).toContain('Secretary of the U.S. Department of Health')
      expect(await page.locator('body').innerText()).not.toContain('Requests that were answered')
      await page.emulateMedia({ media: null })

      await goTo(page, `/chart/${ids.okon}/amendments`)
      await page.getByRole('table', { name: 'Amendments' }).waitFor()
      found.push(...(await takePictures(page, 'amendments-chart')))
      expect([found, opened.errors]).toEqual([[], []])
    })
  })

  describe('of amendments in a new practice', () => {
    const opened = openApp(() => Promise.resolve())

    test('no request waits', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/privacy/amendments')
      await page.getByText('No request waits', { exact: true }).waitFor()
      const found = await takePictures(page, 'amendments-none')
      expect([found, opened.errors]).toEqual([[], []])
    })
  })
})
