/** Backups that come back, and an account of each: every fact that was acknowledged is there once, and people are told. */
import { describe, expect, test } from 'vitest'
import {
  copyWorkstation,
  restoreCloud,
  restoreWorkstation,
  type Restored,
} from '../../tools/drill/restores.ts'
import { skipWithout } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'

function expectNothingLost({ faults, made, delivered, refused, lost, duplicated, madeSince }: Restored) {
  expect(faults).toEqual([])
  expect({ lost, duplicated, delivered }).toEqual({ lost: 0, duplicated: 0, delivered: made - refused })
  // or it proved nothing
  expect(madeSince).toBeGreaterThan(20)
}

describe.skipIf(skipWithout !== null)('a backup comes back', () => {
  test('the cloud, two hours old: what it had acknowledged since is there again', async () => {
    const restored = await restoreCloud({ folder: tempFolder(), seed: 11 })
    expectNothingLost(restored)
    const { told, lostRows, refused, made } = restored
    // a choice between two versions that were lost, made anew
    expect(refused).toBeLessThan(made / 10)
    for (const why of told) expect(why).toEqual(['cloud-restored'])
    // everybody came back, and nothing is missed
    expect(lostRows).toEqual([0, 0, 0])
  })

  test('a workstation, as it was yesterday: what it had sent since is there, what it makes now too', async () => {
    const restored = await restoreWorkstation({ folder: tempFolder(), seed: 12 })
    expectNothingLost(restored)
    const { told, refused } = restored
    expect(refused).toBe(0)
    expect(told).toEqual([['set-back'], [], []])
  })

  test('a workstation that was copied: both are heard', async () => {
    const restored = await copyWorkstation({ folder: tempFolder(), seed: 13 })
    expectNothingLost(restored)
    const { told, refused } = restored
    expect(refused).toBe(0)
    const [original, copy, ...others] = told
    expect([...(original ?? []), ...(copy ?? [])]).toContain('set-back')
    expect(others).toEqual([[], []])
  })
})
