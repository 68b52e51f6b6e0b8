/** What a window can send: ids and what people type, and no way to a file, a table or a machine (I3). */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { everyContract } from '../kit/examples.ts'

const ways = /path|folder|director|^files?$|filename|sql|^query|where|url|uri|href|host|method|table|column/i

/** May be named so: `contract field`, and why. */
const reviewed: Readonly<Record<string, string>> = {
  'charting.addDocument files':
    'hashes of what the same person has chosen in a dialog, and no names of files',
  'schedule.takePayment method': 'how somebody pays: in cash, by card or by check',
}

/** Names of fields anywhere in it. */
function fieldsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = 'properties' in node ? Object.keys(node.properties as object) : []
  return [...own, ...Object.values(node).flatMap(fieldsOf)]
}

test('no contract of a window has a field for a path, a URL, SQL or the name of a method', () => {
  const ofWindows = everyContract.filter((each) => each.kind !== 'command' || each.caller !== 'internal')
  const found = ofWindows.flatMap(({ name, input }) =>
    [...new Set(fieldsOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })))].map(
      (field) => `${name} ${field}`,
    ),
  )
  expect(found.length).toBeGreaterThan(100)
  expect(found).toContain('cloud.connectCloud address')
  const named = found.filter((each) => ways.test(each.split(' ')[1] ?? ''))
  expect(named.toSorted()).toEqual(Object.keys(reviewed).toSorted())
})
