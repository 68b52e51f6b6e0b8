/** What one version of the product says of itself to another. */
import { expect, test } from 'vitest'
import { contracts, records } from '../../shared/catalog.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { completed, type RecordType } from '../../shared/kernel/record.ts'
import { kindOf, readKind, upConverters } from '../../shared/sync/up-convert.ts'
import { presentVersions, protocols, schemaVersion } from '../../shared/sync/wire.ts'
import { rowFor } from '../kit/rows.ts'

const all: readonly RecordType[] = Object.values(records)
const commands = (Object.values(contracts) as Contract[]).flatMap((each) =>
  each.kind === 'command' ? [each] : [],
)

test('the schema is the last that any record changed in, and a workstation of it may do everything', () => {
  expect(schemaVersion).toBe(Math.max(...all.map(({ changedIn }) => changedIn)))
  const { schema, minPull, minPush } = presentVersions
  expect([schema, presentVersions.protocols]).toEqual([schemaVersion, protocols])
  expect([minPush >= 1, minPush <= minPull, minPull <= schema]).toEqual([true, true, true])
})

test('what a row from before says in a field that came since is a value of that field', () => {
  for (const record of all) {
    const { id, ...row } = rowFor(record, 1)
    const early = Object.fromEntries(Object.entries(row).filter(([field]) => !(field in record.added)))
    expect(record.row.safeParse({ ...completed(record, early), id }).success).toBe(true)
  }
})

test('an op of every version of a command so far leads to the present one', () => {
  const present = new Map(commands.map(({ name, version }) => [name, version]))
  for (const [kind, { until }] of Object.entries(upConverters)) {
    const { name, version } = readKind(kind)
    expect([kind, version < (present.get(name) ?? 0)]).toEqual([kind, true])
    expect(until).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
  for (const { name, version } of commands)
    for (let earlier = 1; earlier < version; earlier += 1)
      expect(Object.keys(upConverters)).toContain(kindOf(name, earlier))
})
