import { expect, test } from 'vitest'
import { openDemoPractice } from '../../tools/kit/demo-practice.ts'
import { fillDemoSchedule } from '../../tools/kit/demo-schedule.ts'
import { fillDemoPractice } from '../../tools/start/demo-practice.ts'
import { tempFolder } from '../kit/practice.ts'

test('the demo practice has its schedule, through the door, and going on with making it adds nothing twice', async () => {
  const profile = tempFolder()
  const now = Date.parse('2026-11-30T15:20:00.000Z')
  await fillDemoPractice({ profile, keyInFile: true, patients: 12, today: '2026-11-30', now })
  const { desk } = await openDemoPractice({ profile, keyInFile: true })
  try {
    const { db } = desk.session.store
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    const tables = ['resources', 'availabilities', 'appointments', 'recalls', 'receipts', 'outbox']
    const before = tables.map(count)
    expect(before.every((rows) => rows > 0)).toBe(true)
    expect(count('locations WHERE own = 1 AND timeZone IS NOT NULL')).toBe(3)
    // the provider who signs in is known as who they are
    expect(count(`resources WHERE userId = '${desk.session.actor.id}' AND practitionerId IS NOT NULL`)).toBe(
      1,
    )
    expect(count('taken_time')).toBeGreaterThan(count('appointments WHERE busy = 1'))

    // of a practice as small as this everybody who is grown up may come to each
    expect(count('appointments WHERE groupId IS NOT NULL')).toBeGreaterThan(2)

    await fillDemoSchedule(desk, { seed: '1', now })
    expect(tables.map(count)).toEqual(before)
  } finally {
    desk.close()
  }
})
