/** The long drills, made short: `npm run torture` and `npm run drill` run them at length. */
import { describe, expect, test } from 'vitest'
import { outage } from '../../tools/drill/outage.ts'
import { torture } from '../../tools/torture/torture.ts'
import { skipWithout } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'

describe.skipIf(skipWithout !== null)('a practice that is put to the test', () => {
  test('killed a dozen times, every part of it: nothing is lost, nothing is there twice', async () => {
    const { faults, made, delivered, lost, duplicated, killed } = await torture({
      folder: tempFolder(),
      kills: 12,
      workstations: 2,
      seed: 5,
    })
    expect(faults).toEqual([])
    expect({ lost, duplicated, delivered }).toEqual({ lost: 0, duplicated: 0, delivered: made })
    expect(made).toBeGreaterThan(10)
    expect(killed.workstation).toBeGreaterThan(0)
    expect(killed.cloud + killed.database).toBeGreaterThan(0)
  })

  test('without a line for a day: everything arrives, and what two people wrote is shown to both', async () => {
    const { faults, made, madeOffline, delivered, refused, lost, duplicated, conflicts, line } = await outage(
      {
        folder: tempFolder(),
        hours: 24,
        workstations: 3,
        seed: 5,
      },
    )
    expect(faults).toEqual([])
    expect({ lost, duplicated, delivered }).toEqual({ lost: 0, duplicated: 0, delivered: made - refused })
    expect(madeOffline).toBeGreaterThan(100)
    expect(conflicts).toBeGreaterThan(0)
    expect(line.refused).toBeGreaterThan(0)
  })
})
