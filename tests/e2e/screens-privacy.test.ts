/** Restricted charts and what is looked into, as a practice sees them: light and dark, by keyboard, from closing a chart to closing the case. */
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { addDays, instantOf } from '../../shared/kernel/time.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { caseNotes } from '../../shared/privacy/case-note.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { emergencyAccesses } from '../../shared/privacy/emergency-access.ts'
import { caseKinds, privacyCases } from '../../shared/privacy/privacy-case.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { settle } from '../../tools/screens/visit.ts'
import { goTo, openApp } from '../kit/open-app.ts'
import { pictureSize, takePictures } from '../kit/pictures.ts'
import { rowFor } from '../kit/rows.ts'
import { noKeychain } from '../kit/seeded-app.ts'
import { command } from '../kit/store.ts'

const { demographics } = registerPatient.example
const long = {
  family: 'Featherstonehaugh-Montgomery de la Cruz y Villanueva',
  given: 'Maria-Magdalena Constantina',
}
const ids = { own: '', others: '', long: '' }
const uuid = () => crypto.randomUUID()

/** Patients, colleagues, a chart of somebody else's, and cases in every state. */
async function aPractice(desk: Workstation): Promise<void> {
  const register = async (family: string, given: string, street: string) =>
    (
      await desk.call(registerPatient, {
        ...registerPatient.example,
        notADuplicate: true,
        demographics: {
          ...demographics,
          family,
          given,
          preferredName: '',
          address: demographics.address && { ...demographics.address, line1: street },
        },
      })
    ).patientId
  ids.own = await register('Okon', 'Raeann', '1 Harbor St')
  ids.others = await register('Okonkwo', 'Ngozi', '2 Harbor St')
  ids.long = await register(long.family, long.given, '3 Harbor St')
  const { store, workstation } = desk.session
  const colleagues = ['Bo Lindqvist, RN', 'Chidi Abara, MD', `${long.given} ${long.family}, DNP`].map(
    (displayName, n) => ({
      ...(rowFor(users, 40 + n) as RowOf<typeof users>),
      id: uuid(),
      displayName,
      roles: ['physician' as const],
      active: true,
      endsOn: null,
    }),
  )
  const now = Date.now()
  const daysAgo = (days: number) => instantOf(now - days * 86_400_000)
  command(store, (tx) => {
    for (const colleague of colleagues) tx.put(users, colleague)
    const [first, second, third] = colleagues as [
      RowOf<typeof users>,
      RowOf<typeof users>,
      RowOf<typeof users>,
    ]
    for (const [id, people] of [
      [ids.others, [second.id]],
      [ids.long, colleagues.map((each) => each.id)],
    ] as const)
      tx.put(chartRestrictions, {
        id,
        kinds: ['vip', 'part-2'],
        note: 'Asked for by the family.',
        people: [...people],
        active: true,
        by: second.id,
        at: daysAgo(20),
      })
    for (let n = 0; n < 24; n += 1) {
      const kind = caseKinds[n % caseKinds.length] ?? 'colleague'
      const about = [first, third][n % 2] ?? first
      const caseId = uuid()
      const emergencyId = kind === 'emergency' ? uuid() : null
      const at = daysAgo(n + 1)
      const patientId = [
        'many-charts',
        'after-hours',
        'refused-often',
        'repeated-emergency',
        'more-than-usual',
        'new-workstation',
      ].includes(kind)
        ? null
        : ([ids.own, ids.long][n % 2] ?? ids.own)
      if (emergencyId)
        tx.put(emergencyAccesses, {
          id: emergencyId,
          userId: about.id,
          patientId: patientId ?? ids.own,
          device: workstation.device,
          reason: 'cannot-consent',
          words: 'Brought in by her neighbour, confused, nobody of those named is in the house before noon.',
          at,
          until: instantOf(Date.parse(at) + 3_600_000),
          endedAt: null,
        })
      tx.put(privacyCases, {
        id: caseId,
        kind,
        about: about.id,
        patientId,
        emergencyId,
        device: workstation.device,
        at,
        dueOn: addDays(at.slice(0, 10), 7),
        count: kind === 'emergency-by-several' ? 3 : patientId === null ? 61 : null,
        usual: kind === 'more-than-usual' ? 12 : null,
        others: kind === 'emergency-by-several' ? [second.id] : [],
      })
      if (n % 3 === 2)
        tx.put(caseNotes, {
          id: uuid(),
          caseId,
          finding: n % 2 === 0 ? 'proper' : 'improper',
          text: 'Spoke with her; she covered that morning and was not told of the restriction.',
          factors:
            n % 2 === 0
              ? null
              : {
                  nature: 'Two results',
                  who: 'One nurse',
                  viewed: 'Seen for a minute',
                  mitigated: 'Spoken with',
                },
          by: second.id,
          at: daysAgo(n),
        })
    }
  })
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of privacy', () => {
    const opened = openApp(aPractice)

    test('a chart is restricted from its banner, and lists say so', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, `/chart/${ids.own}/summary`)
      await page.getByRole('button', { name: 'Restrict this chart' }).click()
      const dialog = page.getByRole('dialog', { name: /^Restrict the chart of Okon/ })
      await dialog.getByRole('checkbox', { name: 'Known to the public' }).check()
      await dialog.getByLabel('Open to').pressSequentially('lindq')
      await page.getByRole('option', { name: 'Bo Lindqvist, RN' }).click()
      await dialog.getByLabel('Note').fill('Her brother works at the front desk.')
      const found = await takePictures(page, 'privacy-restrict')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /^Restricted chart, open to/ }).waitFor()
      await dialog.waitFor({ state: 'detached' })
      found.push(...(await takePictures(page, 'privacy-restricted')))
      await goTo(page, '/patients')
      await page.getByLabel('Find patients', { exact: true }).fill('okon')
      await page.getByText('restricted').first().waitFor()
      found.push(...(await takePictures(page, 'privacy-search')))
      expect([found, opened.errors]).toEqual([[], []])
    })

    test('a closed chart says whom to ask, opens in an emergency with a strip over it, and is closed again', async () => {
      const { page } = opened
      await goTo(page, `/chart/${ids.others}/summary`)
      await page.getByRole('heading', { name: 'Okonkwo, Ngozi' }).waitFor()
      const found = await takePictures(page, 'privacy-closed')
      await page.getByRole('button', { name: 'Open in an emergency…' }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('What has happened').fill('Collapsed in the waiting room, does not answer.')
      found.push(...(await takePictures(page, 'privacy-emergency-form')))
      await page.getByRole('button', { name: 'Open the chart' }).click()
      await page.getByText('This chart closes to you in 60 minutes').waitFor()
      await settle(page)
      found.push(...(await takePictures(page, 'privacy-emergency')))
      // not what an emergency is for
      await goTo(page, '/administration/people')
      await page.getByText('You have opened a closed chart in an emergency').first().waitFor()
      found.push(...(await takePictures(page, 'privacy-emergency-administration')))
      await goTo(page, `/chart/${ids.others}/summary`)
      await page.getByRole('button', { name: 'Close it now' }).click()
      await page.getByRole('button', { name: 'Open in an emergency…' }).waitFor()
      expect(found).toEqual([])
    })

    test('cases wait with their day; one’s own is somebody else’s; another is closed with what was found', async () => {
      const { page } = opened
      await page.keyboard.press('Alt+v')
      const table = page.getByRole('table', { name: 'Cases to look into' })
      await table.waitFor()
      const found = await takePictures(page, 'privacy-cases')
      await table.getByRole('row').filter({ hasText: 'Ana Rivera' }).first().click()
      await page.getByText('This case is about you.').waitFor()
      found.push(...(await takePictures(page, 'privacy-own-case')))
      await page.keyboard.press('Escape')
      for (const [name, text, picture] of [
        ['More charts than is usual for them', 'Usually 12 a day', 'privacy-usual-case'],
        ['One chart, several emergencies', 'With them', 'privacy-several-case'],
      ] as const) {
        await table.getByRole('row').filter({ hasText: name }).first().click()
        await page.getByText(text).waitFor()
        found.push(...(await takePictures(page, picture)))
        await page.keyboard.press('Escape')
      }
      await table
        .getByRole('row')
        .filter({ hasText: 'Emergency access' })
        .filter({ hasText: 'Lindqvist' })
        .first()
        .click()
      const side = page.getByRole('complementary', { name: 'Emergency access' })
      await side.getByRole('link', { name: 'What was done in this chart' }).waitFor()
      await side.getByRole('button', { name: 'Add a note' }).click()
      await side.getByRole('textbox', { name: 'Note' }).fill('Asked her on the phone.')
      await side.getByRole('button', { name: 'Add it' }).click()
      await side.getByText('Asked her on the phone.').waitFor()
      await side.getByRole('button', { name: 'Close with a finding' }).click()
      await side.getByRole('radio', { name: 'Not right, and no breach' }).check()
      await settle(page)
      found.push(...(await takePictures(page, 'privacy-close')))
      await side
        .getByRole('textbox', { name: 'Why' })
        .fill('Two results were opened that had nothing to do with it.')
      for (const label of ['What was seen', 'Who read it', 'Whether it was really', 'What has made'])
        await side.getByLabel(label).fill('Written down.')
      await side.getByRole('button', { name: 'Close the case' }).click()
      await goTo(page, '/privacy/closed')
      const closed = page.getByRole('table', { name: 'Closed cases' })
      await closed.getByRole('row').filter({ hasText: 'Ana Rivera' }).first().click()
      await page.getByText('Two results were opened that had nothing').waitFor()
      found.push(...(await takePictures(page, 'privacy-closed-case')))
      await goTo(page, '/privacy/restricted')
      await page.getByRole('table', { name: 'Restricted charts' }).waitFor()
      found.push(...(await takePictures(page, 'privacy-charts')))
      expect([found, opened.errors]).toEqual([[], []])
    })
  })

  describe('of privacy in a new practice', () => {
    const opened = openApp(() => Promise.resolve())

    test('nothing to look into, and no chart restricted', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/privacy')
      await page.getByText('Nothing to look into').waitFor()
      const found = await takePictures(page, 'privacy-none')
      await goTo(page, '/privacy/restricted')
      await page.getByText('No chart is restricted').waitFor()
      found.push(...(await takePictures(page, 'privacy-charts-none')))
      expect([found, opened.errors]).toEqual([[], []])
    })
  })
})
