/** Sheets with codes: printed by whoever is shown them, before the second factor is set up and without the right to print records. */
import { expect, test } from 'vitest'
import { logCodePrint } from '../../shared/access/log-code-print.ts'
import { logPrint } from '../../shared/access/log-print.ts'
import { auditRows, doorOf, newPractice, withRights } from '../kit/practice.ts'

test('the sheets are recorded where printing records is refused', async () => {
  const desk = await newPractice({ ownerIs: { secondFactor: 'everyone' } })
  expect(desk.session.mustFirst).toBe('second-factor')
  await expect(desk.call(logPrint, logPrint.example)).rejects.toMatchObject({
    reason: 'session.first-second-factor',
  })
  await desk.call(logCodePrint, { what: 'recovery-code' })

  const door = doorOf(desk, { session: () => ({ ...withRights(desk.session, []), mustFirst: null }) })
  const input = JSON.stringify({ what: 'spare-codes' })
  expect(await door(logCodePrint.name, input, 'window')).toMatchObject({ ok: true })
  expect(await door(logPrint.name, JSON.stringify(logPrint.example), 'window')).toMatchObject({
    error: { reason: 'permission.missing' },
  })
  expect(
    auditRows(desk)
      .filter(({ action }) => action === 'print')
      .map(({ outcome, reason }) => [outcome, reason]),
  ).toEqual([
    ['refused', 'session.first-second-factor'],
    ['done', null],
    ['done', null],
    ['refused', 'permission.missing'],
  ])
})
