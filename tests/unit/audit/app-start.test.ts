/** The log says with which version Holdfast started, and once that it is another: newer or older (A1). */
import { expect, test } from 'vitest'
import { startingEntries } from '../../../src-main/audit/app-start.ts'
import { ownEntry } from '../../../src-main/audit/audit-log.ts'
import { logIn } from '../../kit/audit-logs.ts'

test('a start names its version; one with another than the last is an entry of its own, whatever was done in between', () => {
  const { log } = logIn()
  const start = (version: string) => {
    const entries = startingEntries(log, version)
    for (const entry of entries) log.append({ ...ownEntry('', '', {}), reason: null, ...entry })
    for (let n = 0; n < 3; n += 1) log.append(ownEntry('session.lock', 'idle', {}))
    return entries.map(({ action, detail }) => [action, detail])
  }
  // a log from before the version was said
  log.append(ownEntry('app.start', 'x', {}))
  expect(start('0.1.0')).toEqual([['app.start', { version: '0.1.0' }]])
  expect(start('0.1.0')).toEqual([['app.start', { version: '0.1.0' }]])
  expect(start('0.2.0')).toEqual([
    ['app.updated', { from: '0.1.0', to: '0.2.0' }],
    ['app.start', { version: '0.2.0' }],
  ])
  expect(start('0.2.0')).toHaveLength(1)
  expect(start('0.1.9')[0]).toEqual(['app.updated', { from: '0.2.0', to: '0.1.9' }])
  expect(startingEntries(null, '0.2.0')).toHaveLength(1)
})
