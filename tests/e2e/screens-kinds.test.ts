/** Kinds of data in a chart, as a clinician meets them: marked by keyboard, not shown to whoever has no right to them, opened in an emergency. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import { carePlans, goals } from '../../shared/charting/care-plan.ts'
import { documents } from '../../shared/charting/document.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const ids = { chart: '', plain: '' }
const until = '2099-01-01'
/** Over the section; the same stands on paper, and is not shown. */
const notShown = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })

/** A chart with something of most kinds, a therapist who sees notes of psychotherapy, and a chart with nothing of the sort. */
async function aPractice(desk: Workstation): Promise<void> {
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  ids.chart = patientId
  ids.plain = (
    await desk.call(registerPatient, {
      ...registerPatient.example,
      notADuplicate: true,
      demographics: { ...registerPatient.example.demographics, family: 'Adeyemi', given: 'Tunde' },
    })
  ).patientId
  command(desk.session.store, (tx) => {
    const put = (record: RecordType, n: number, more: Record<string, unknown>): string => {
      const row = rowFor(record, n, { patientId, ...more })
      tx.put(record, row)
      return row.id
    }
    const therapist = rowFor(users, 41, {
      displayName: 'Maria-Magdalena Featherstonehaugh-Montgomery, PsyD',
      roles: ['physician'],
      levels: [],
      exceptions: [{ permission: 'sensitive.psychotherapy', allow: true, until, reason: 'Her own notes' }],
      active: true,
      endsOn: null,
    })
    tx.put(users, therapist as never)
    const problem = {
      clinicalStatus: 'active',
      verification: 'confirmed',
      severity: '',
      category: '',
      note: '',
      onsetText: '',
    }
    put(problems, 1, { ...problem, name: 'Essential hypertension', code: 'I10', onset: '2019-04-02' })
    put(problems, 1, {
      ...problem,
      name: 'Human immunodeficiency virus disease',
      code: 'B20',
      onset: '2021-08-11',
    })
    put(problems, 1, {
      ...problem,
      name: 'Opioid dependence in a person who is treated with buprenorphine and seen every second week',
      code: 'F11.20',
      onset: '2022-01-20',
      sensitivity: ['substance-use', 'mental-health'],
    })
    const medication = {
      status: 'active',
      drugId: null,
      source: 'order',
      asNeeded: false,
      note: '',
      reason: '',
    }
    put(medications, 1, {
      ...medication,
      name: 'Lisinopril 10 MG',
      directions: 'One tablet a day',
      startsAt: '2019-04-02',
    })
    put(medications, 1, {
      ...medication,
      name: 'Prazosin 1 MG',
      directions: 'One capsule at night',
      startsAt: '2023-02-01',
      sensitivity: ['psychotherapy'],
    })
    const visit = put(encounters, 1, {
      kind: 'Office visit',
      class: 'AMB',
      status: 'finished',
      reason: 'Follow-up',
      startsAt: '2026-02-03T15:00:00.000Z',
      endsAt: '2026-02-03T15:20:00.000Z',
    })
    put(problems, 1, {
      ...problem,
      name: 'Insomnia',
      code: 'G47.00',
      onset: '2026-02-03',
      encounterId: visit,
    })
    const document = {
      status: 'current',
      attachments: [],
      category: '',
      custodian: '',
      wrong: null,
      note: null,
    }
    put(documents, 1, {
      ...document,
      title: 'Discharge letter',
      kind: 'Letter',
      date: '2025-11-04',
      addedBy: null,
    })
    for (const [title, date] of [
      ['Session 4', '2026-01-14'],
      ['Session 5', '2026-01-28'],
    ])
      put(documents, 1, {
        ...document,
        title,
        kind: 'Note',
        date,
        addedBy: therapist.id,
        sensitivity: ['psychotherapy'],
      })
    put(carePlans, 1, {
      title: 'Recovery',
      status: 'active',
      activities: ['Group on Tuesdays'],
      addresses: [],
      sensitivity: ['substance-use'],
    })
    put(goals, 1, { description: 'Six months without relapse', status: 'active', achievement: 'in-progress' })
  })
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of kinds of data', () => {
    const opened = openApp(aPractice)

    test('an entry is marked and unmarked from its line by keyboard, with a reason where that is lifted', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, `/chart/${ids.chart}/problems`)
      const table = page.getByRole('table', { name: 'Problems' })
      const row = table.getByRole('row').filter({ hasText: 'Human immunodeficiency' })
      await row.focus()
      await page.keyboard.press('k')
      const dialog = page.getByRole('dialog', { name: /^Kind of data: Human/ })
      await dialog.getByRole('checkbox', { name: 'HIV' }).focus()
      await page.keyboard.press('Space')
      const found = await takePictures(page, 'kinds-mark')
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await row.filter({ hasText: 'HIV:' }).waitFor()
      await row.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('complementary').getByText('HIV', { exact: true }).waitFor()
      found.push(...(await takePictures(page, 'kinds-problems')))

      await page.getByRole('complementary').getByRole('button', { name: 'Kind of data…' }).press('Enter')
      await dialog.getByRole('checkbox', { name: 'HIV' }).press('Space')
      await dialog.getByText('Last said by').waitFor()
      await dialog.getByLabel('Why it is no longer of that kind').fill('The test was of another patient.')
      found.push(...(await takePictures(page, 'kinds-lift')))
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => row.textContent(), { timeout: 30_000 }).not.toContain('HIV')
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('what is not shown is counted, says whom to ask, and is shown in an emergency', async () => {
      const { page } = opened
      await goTo(page, `/chart/${ids.chart}/summary`)
      await notShown(
        page,
        '3 entries are not shown to you in this chart (Medications 1, Documents 2).',
      ).waitFor()
      await page.getByText('1 more not shown to you: ask before anything is prescribed.').waitFor()
      await settle(page)
      const found = await takePictures(page, 'kinds-summary')
      await goTo(page, `/chart/${ids.chart}/timeline`)
      await page.getByText('Discharge letter').waitFor()
      found.push(...(await takePictures(page, 'kinds-timeline')))
      await goTo(page, `/chart/${ids.chart}/medications`)
      await notShown(
        page,
        '1 entry is not shown to you. Before anything is prescribed, ask Maria-Magdalena',
      ).waitFor()
      expect(await page.getByText('Prazosin').count()).toBe(0)
      found.push(...(await takePictures(page, 'kinds-medications')))
      await goTo(page, `/chart/${ids.chart}/documents`)
      await notShown(page, '2 entries are not shown to you.').waitFor()
      expect(await page.getByText('Session 4').count()).toBe(0)
      found.push(...(await takePictures(page, 'kinds-documents')))
      await page.getByRole('button', { name: 'Open in an emergency…' }).press('Enter')
      await page
        .getByLabel('What has happened')
        .fill('Threatens to harm himself, the therapist is not to be reached.')
      found.push(...(await takePictures(page, 'kinds-emergency-form')))
      await page.getByRole('button', { name: 'Open the chart' }).press('Enter')
      await page.getByText('Session 4').waitFor()
      await page.getByText('All of this chart is shown to you for 60 minutes').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'kinds-emergency')))
      await page.getByRole('button', { name: 'Close it now' }).press('Enter')
      await notShown(page, '2 entries are not shown to you.').waitFor()
      await expect.poll(() => page.getByText('Session 4').count(), { timeout: 30_000 }).toBe(0)
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('a visit takes along what was recorded in it; a plan is marked where it stands; a chart without any says nothing', async () => {
      const { page } = opened
      await goTo(page, `/chart/${ids.chart}/encounters`)
      await page
        .getByRole('table', { name: 'Encounters' })
        .getByRole('row')
        .filter({ hasText: 'Office visit' })
        .press('k')
      const dialog = page.getByRole('dialog', { name: 'Kind of data: Office visit' })
      await dialog.getByRole('checkbox', { name: 'Psychotherapy notes' }).check()
      await dialog.getByText('You do not have the right to see this kind').waitFor()
      await dialog.getByRole('checkbox', { name: 'Also what belongs to it: one entry' }).waitFor()
      const found = await takePictures(page, 'kinds-visit')
      await page.keyboard.press('Enter')
      await page.getByText('2 entries are marked. Not shown to you any more.').waitFor()
      await notShown(page, '1 entry is not shown to you.').waitFor()
      await goTo(page, `/chart/${ids.chart}/care-plans`)
      await page.getByRole('heading', { name: 'Recovery' }).waitFor()
      found.push(...(await takePictures(page, 'kinds-care-plans')))
      await goTo(page, `/chart/${ids.plain}/problems`)
      await page.getByText('No problem has been recorded.').waitFor()
      expect(await notShown(page, 'not shown to you').count()).toBe(0)
      found.push(...(await takePictures(page, 'kinds-none')))
      await goTo(page, '/administration/levels')
      await page.getByText('Physician').first().waitFor()
      found.push(...(await takePictures(page, 'kinds-levels')))
      expect([found, opened.errors]).toEqual([[], []])
    })
  })
})
