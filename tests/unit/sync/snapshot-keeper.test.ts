/** Which snapshot somebody begins with: one from which the log can be read on. */
import { expect, test } from 'vitest'
import type { Manifest } from '../../../shared/sync/hydrate.ts'
import { SnapshotKeeper } from '../../../src-cloud/sync/snapshot-keeper.ts'

const epoch = '0190f3c4-6c1e-4e0a-9a53-0000000000e0'
const snapshot = '0190f3c4-6c1e-4e0a-9a53-000000000051'
const at = (seq: number): Manifest => ({ snapshot, asOf: { epoch, seq, h: '0'.repeat(32) }, segments: [] })

function keeperOf(newest: Manifest | null, made: Manifest | null, oldest: number) {
  return new SnapshotKeeper({
    snapshots: { newest: async () => newest, build: async () => made },
    head: async () => ({ epoch, seq: 1000, h: '0'.repeat(32) }),
    oldest: async () => oldest,
    failed: () => undefined,
  })
}

test('one that is older than the log is kept is not given, however little came after it', async () => {
  expect((await keeperOf(at(900), at(1000), 0).manifest('p')).asOf.seq).toBe(900)
  expect((await keeperOf(at(900), at(1000), 900).manifest('p')).asOf.seq).toBe(900)
  expect((await keeperOf(at(900), at(1000), 901).manifest('p')).asOf.seq).toBe(1000)
  await expect(keeperOf(at(900), null, 901).manifest('p')).rejects.toThrow(/busy/)
  await expect(keeperOf(null, null, 0).manifest('p')).rejects.toThrow(/busy/)
})
