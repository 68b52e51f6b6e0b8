/** For how long what is kept, what is held, and what is let go, as a practice sees it: light and dark, by keyboard. */
import { describe, expect, test } from 'vitest'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { legalHolds, liftedHolds } from '../../shared/retention/legal-hold.ts'
import { purgeActs, purgeLists, purgesDone } from '../../shared/retention/purge.ts'
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

async function aPractice(desk: Workstation): Promise<void> {
  const register = (family: string, given: string) => seedWholePatient(desk, family, given)
  await register('Okon', 'Raeann')
  const patientId = await register(long.family, long.given)
  const { store, actor } = desk.session
  const uuid = () => crypto.randomUUID()
  const at = new Date(Date.now() - 86_400_000).toISOString()
  const colleague = {
    ...(rowFor(users, 40) as RowOf<typeof users>),
    id: uuid(),
    displayName: 'Chidi Abara',
    roles: ['practice-manager' as const],
    active: true,
    endsOn: null,
  }
  command(store, (tx) => {
    tx.put(users, colleague)
    const hold = uuid()
    tx.put(legalHolds, {
      id: hold,
      patientId,
      reason: 'Letter of Harbor Law of 2 March: a claim is coming.',
      by: colleague.id,
      at,
    })
    const old = uuid()
    tx.put(legalHolds, { id: old, patientId: null, reason: 'Inquiry of the state board.', by: actor.id, at })
    tx.put(liftedHolds, {
      id: uuid(),
      legalHoldId: old,
      reason: 'Closed, letter of 9 June.',
      by: colleague.id,
      at,
    })
    const list = (count: number, before: string) => {
      const id = uuid()
      tx.put(purgeLists, {
        id,
        years: 6,
        before,
        size: 900_000,
        count,
        digest: '5f'.repeat(32),
        ages: [
          { year: 2019, about: 'patients', count: 84_210 },
          { year: 2019, about: 'nobody', count: 3_104 },
          { year: 2020, about: 'patients', count: count - 87_314 },
        ],
        held: [{ why: 'chart-held', holdId: hold, count: 412 }],
        at,
      })
      return id
    }
    const act = (
      listId: string,
      kind: 'proposed' | 'confirmed',
      by: string,
      proposalId: string | null = null,
    ) => {
      const id = uuid()
      tx.put(purgeActs, { id, listId, proposalId, kind, reason: 'Older than the policy says.', by, at })
      return id
    }
    const done = list(90_000, '2020-10-01T00:00:00.000Z')
    act(done, 'confirmed', actor.id, act(done, 'proposed', colleague.id))
    tx.put(purgesDone, { id: uuid(), listId: done, count: 90_000, digest: '5f'.repeat(32), at })
    act(list(91_022, '2020-11-29T00:00:00.000Z'), 'proposed', colleague.id)
    list(91_500, '2020-12-29T00:00:00.000Z')
  })
}

describe.skipIf(noKeychain !== null)('screens', () => {
  describe('of retention', () => {
    const opened = openApp(aPractice)

    test('times are set, a chart is held and lifted, a list is proposed, and what somebody else proposed is confirmed', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/privacy/retention')
      await page.getByRole('heading', { name: 'Legal holds' }).waitFor()
      await settle(page)
      const found = await takePictures(page, 'retention')
      const years = page.getByRole('textbox', { name: 'Years: Audit log' })
      await years.fill('5')
      await page.getByText('6 to 100').waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
      await years.fill('8')
      await page.keyboard.press('Enter')
      await page.getByText('It holds everywhere once').waitFor()

      await page.getByRole('button', { name: 'Place a legal hold…' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('radio', { name: 'One chart' }).check()
      await page.getByPlaceholder('Name, birth date or record number').pressSequentially('okon')
      await page.getByRole('option', { name: /^Okon, Raeann/ }).click()
      await page.getByLabel('Reason').fill('A claim is coming.')
      await settle(page)
      found.push(...(await takePictures(page, 'retention-hold')))
      await page.getByRole('button', { name: 'Place the hold' }).click()
      const held = page.getByRole('listitem').filter({ hasText: 'Chart of Okon, Raeann' })
      await held.getByRole('button', { name: 'Lift…' }).click()
      await held.getByLabel('Why').fill('It was settled.')
      await held.getByRole('button', { name: 'Lift it' }).click()
      await page.getByRole('listitem').filter({ hasText: 'It was settled.' }).waitFor()

      const fresh = page.getByRole('listitem').filter({ hasText: '91,500 entries' })
      await fresh.getByRole('button', { name: 'Propose…' }).press('Enter')
      await fresh.getByLabel('Reason').fill('Older than eight years.')
      await fresh.getByRole('button', { name: 'Propose it' }).click()
      await fresh.getByText('not you, since you have proposed it').waitFor()
      expect(await fresh.getByRole('button', { name: 'Confirm…' }).count()).toBe(0)
      const waiting = page.getByRole('listitem').filter({ hasText: '91,022 entries' })
      await waiting.getByRole('button', { name: 'Confirm…' }).focus()
      await page.keyboard.press('Enter')
      await waiting.getByLabel('Reason').fill('Looked at the list and the holds.')
      await settle(page)
      found.push(...(await takePictures(page, 'retention-confirm')))
      await waiting.getByRole('button', { name: 'Let them go' }).click()
      await waiting.getByText('Confirmed; the cloud carries it out').waitFor()
      expect([found, opened.errors]).toEqual([[], []])
    })
  })

  describe('of retention in a new practice', () => {
    const opened = openApp(() => Promise.resolve())

    test('nothing is held, and nothing is old enough', async () => {
      const { page } = opened
      await page.setViewportSize(pictureSize)
      await goTo(page, '/privacy/retention')
      await page.getByText('Nothing is held.').waitFor()
      await page.getByText('Nothing was listed yet.').waitFor()
      const found = await takePictures(page, 'retention-none')
      expect([found, opened.errors]).toEqual([[], []])
    })
  })
})
