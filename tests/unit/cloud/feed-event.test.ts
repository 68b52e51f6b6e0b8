/** What a feed tells, as RFC 5424 messages in RFC 5425 frames and as JSON lines: severity by outcome, and nothing of a patient but an id. */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { outcomes, readEntry, type LogEntry } from '../../../shared/audit/entry.ts'
import { alarmKinds } from '../../../shared/audit/wire.ts'
import { actionWords } from '../../../shared/auditing/action-words.ts'
import { readFeeds } from '../../../src-cloud/feeds/feed-config.ts'
import { alarmEvent, entryEvent, jsonLine } from '../../../src-cloud/feeds/feed-event.ts'
import { frame, syslogMessage } from '../../../src-cloud/feeds/syslog.ts'
import { task } from '../../../tools/cloud.ts'
import { entryText } from '../../kit/audit-logs.ts'
import { tempFolder } from '../../kit/practice.ts'
import { framesIn, parseSyslog } from '../../kit/syslog.ts'

const practice = '0198b7f4-9a01-7c11-8f00-000000000001'
const entry = (given: Readonly<Record<string, unknown>>): LogEntry => {
  const read = readEntry(entryText(7, '0'.repeat(64), given))
  if (!read) throw new Error('no entry')
  return read
}
const h = 'ab'.repeat(32)
const told = (given: Readonly<Record<string, unknown>>) => entryEvent(practice, entry(given), h)

test('every act with every outcome is a message of RFC 5424 that says in fields what the entry says', () => {
  for (const action of Object.keys(actionWords))
    for (const outcome of outcomes) {
      const event = told({
        action,
        outcome,
        subject: practice,
        reason: outcome === 'done' ? null : 'permission.missing',
      })
      const { severity, facility, msgid, hostname, fields, words } = parseSyslog(syslogMessage(event))
      expect([facility, severity, hostname]).toEqual([13, event.severity, entry({}).device])
      expect(msgid.length).toBeLessThanOrEqual(32)
      expect(fields).toMatchObject({ practice, action, outcome, h, n: '7', subject: practice })
      expect(words).toBe(actionWords[action]?.[0])
      expect(JSON.parse(jsonLine(event))).toMatchObject({ practice, action, outcome, n: 7, severity, h })
    }
})

test.each([
  ['medication.view', 'done', 6],
  ['medication.view', 'refused', 4],
  ['medication.view', 'failed', 3],
  ['medication.view', 'not-performed', 4],
  ['audit.alarm', 'done', 2],
  ['case.raise', 'done', 3],
  ['clock.changed', 'done', 4],
  ['chart.open-in-emergency', 'done', 4],
  ['chart.open-in-emergency', 'failed', 3],
])('%s, %s: severity %i', (action, outcome, severity) => {
  expect(told({ action, outcome }).severity).toBe(severity)
})

test('alarms are graver than what was refused, each kind of them; that one is settled is a notice', () => {
  for (const kind of alarmKinds) {
    const alarm = { id: practice, kind, device: practice, epoch: 1, n: 3, at: new Date(0) } as const
    expect(alarmEvent(practice, { ...alarm, what: 'raised' }).severity).toBeLessThanOrEqual(3)
    expect(alarmEvent(practice, { ...alarm, what: 'settled' }).severity).toBe(5)
    expect(
      parseSyslog(syslogMessage(alarmEvent(practice, { ...alarm, what: 'raised' }))).fields,
    ).toMatchObject({
      kind,
      what: 'raised',
    })
  }
  // one that a later version raises is one all the same
  const later = {
    id: practice,
    kind: 'later',
    device: practice,
    epoch: null,
    n: null,
    at: new Date(0),
    what: 'raised',
  } as const
  expect(alarmEvent(practice, later).severity).toBe(3)
})

test('of a detail only numbers and truth values leave, of a reason only a code: whatever somebody has written there stays', () => {
  const event = told({
    action: 'case.raise',
    reason: 'Jane Doe, born 1950',
    detail: { kind: 'refused-often', name: 'Doe, Jane', count: 12, ok: true, 'a b': 3 },
    actor: 'x] y="z',
  })
  for (const text of [jsonLine(event), syslogMessage(event)]) expect(text).not.toMatch(/Jane|Doe|1950/)
  expect(event.fields).toMatchObject({
    kind: 'refused-often',
    d_count: 12,
    d_ok: true,
    reason: 'other',
    actor: 'other',
  })
  expect(Object.keys(event.fields)).not.toContain('d_name')
  expect(told({ action: 'print', detail: { kind: 'Doe' } }).fields).not.toHaveProperty('kind')
})

test('frames count octets and not letters, and what would end a field is escaped', () => {
  const event = { ...told({}), words: 'A patient’s chart €', fields: { odd: String.raw`a"b]c\d` } }
  const message = syslogMessage(event)
  expect(parseSyslog(message)).toMatchObject({
    words: 'A patient’s chart €',
    fields: { odd: String.raw`a"b]c\d` },
  })
  const bytes = Buffer.from(frame(message) + frame('<110>1 - - - - - -'))
  expect(framesIn(bytes)).toEqual({ messages: [message, '<110>1 - - - - - -'], rest: 0 })
  expect(framesIn(bytes.subarray(0, 40))).toEqual({ messages: [], rest: 40 })
})

test('a file of feeds is taken whole or not at all, and paths are from where it lies; a cloud does not start with a bad one', async () => {
  const folder = tempFolder()
  const file = join(folder, 'feeds.json')
  const write = (feeds: unknown) => writeFileSync(file, JSON.stringify({ feeds }))
  const syslog = { name: 'siem', practices: '*', to: 'syslog', host: 'siem.example', ca: 'ca.pem' }
  write([syslog, { name: 'lines', practices: [practice], to: 'file', file: '/var/log/a.ndjson' }])
  expect(readFeeds(file)).toMatchObject([
    { port: 6514, ca: join(folder, 'ca.pem') },
    { file: '/var/log/a.ndjson' },
  ])
  for (const wrong of [
    [],
    [syslog, syslog],
    [{ ...syslog, ca: undefined }],
    [{ ...syslog, insecure: true }],
    [{ ...syslog, cert: 'c.pem' }],
    [{ ...syslog, practices: [] }],
    [{ ...syslog, name: 'No name' }],
  ]) {
    write(wrong)
    expect(() => readFeeds(file)).toThrow('feeds.invalid')
  }
  expect(() => readFeeds(join(folder, 'none.json'))).toThrow('feeds.unreadable')
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await task(['start', '--folder', folder, '--feeds', file])).toBe(1)
  expect(said.mock.calls.flat().join(' ')).toMatch(/feeds\.invalid/)
  said.mockRestore()
})
