/** What is said of a clock: by the operating system, by an exchange with the cloud, and by a log to whoever verifies it (A11). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isOff, measure } from '../../../shared/audit/clock-state.ts'
import { exportLine } from '../../../shared/audit/published.ts'
import { clockStateText, offsetText } from '../../../shared/audit/clock-words.ts'
import { readClockSource, type RunTool } from '../../../src-main/app/clock-source.ts'
import { ClockWalk } from '../../../tools/audit-verify/clock-walk.ts'
import { printed } from '../../../tools/audit-verify/print.ts'
import { verify } from '../../../tools/audit-verify/verify.ts'
import { readEntry, type LogEntry } from '../../../shared/audit/entry.ts'
import { entryText, madeLog } from '../../kit/audit-logs.ts'
import { tempFolder } from '../../kit/practice.ts'

const tools =
  (timedatectl: string | null, chronyc: string | null): RunTool =>
  (file) =>
    Promise.resolve(file.endsWith('timedatectl') ? timedatectl : chronyc)
const tracking = (leap: string) =>
  `Reference ID    : A29FC87B (162.159.200.123)\nStratum         : 4\nLeap status     : ${leap}\n`

test.each([
  ['the kernel and timesyncd', 'NTPSynchronized=yes\n', null, true, 'synchronised', 'timesyncd'],
  ['the kernel and chrony', 'NTPSynchronized=yes\n', tracking('Normal'), false, 'synchronised', 'chrony'],
  ['the kernel alone', 'NTPSynchronized=yes\n', null, false, 'synchronised', 'system'],
  // the mark of timesyncd stays when the line was lost: the kernel's word counts
  ['the kernel against a mark', 'NTPSynchronized=no\n', null, true, 'unsynchronised', 'unknown'],
  ['chrony alone', null, tracking('Not synchronised'), false, 'unsynchronised', 'chrony'],
  ['chrony alone, well', null, tracking('Normal'), false, 'synchronised', 'chrony'],
  ['the mark alone', null, null, true, 'synchronised', 'timesyncd'],
  ['nobody', null, null, false, 'unknown', 'unknown'],
  ['a tool that says something else', 'Failed to connect to bus', 'bad', false, 'unknown', 'unknown'],
] as const)('the operating system: %s', async (_who, kernel, chrony, mark, state, source) => {
  expect(await readClockSource(tools(kernel, chrony), () => mark, 'linux')).toEqual({ state, source })
  expect((await readClockSource(tools(kernel, chrony), () => mark, 'win32')).state).toBe('unknown')
})

test('here it is asked of real tools, and what cannot be asked is not known', async () => {
  const { state, source } = await readClockSource()
  const known = ['timesyncd', 'chrony', 'system', 'unknown']
  expect(state === 'unknown' ? ['unknown'] : known).toContain(source)
})

test('an exchange measures the offset, give or take half its way; a clock that was set meanwhile measures nothing', () => {
  const sent = { wall: 1_000_000, mono: 500 }
  const of = (cloud: number, trip: number, set = 0) =>
    measure({ cloud, sent, got: { wall: sent.wall + trip + set, mono: sent.mono + trip } })
  expect(of(1_000_040, 80)).toEqual({ offsetMs: 0, withinMs: 41 })
  expect(of(940_000, 100)).toEqual({ offsetMs: 60_050, withinMs: 51 })
  expect(of(1_000_040, 80, 5000)).toBeNull()
  expect(measure({ cloud: 0, sent, got: { wall: sent.wall, mono: 0 } })).toBeNull()
  // surely more than a minute, and not perhaps
  expect(isOff({ offsetMs: 60_050, withinMs: 51 })).toBe(false)
  expect(isOff({ offsetMs: -60_100, withinMs: 51 })).toBe(true)
})

test('in words', () => {
  expect(offsetText({ offsetMs: 20, withinMs: 41 })).toBe('As the cloud’s, within 0.04 s')
  expect(offsetText({ offsetMs: -90_500, withinMs: 41 })).toBe('91 s behind the cloud’s, within 0.04 s')
  expect(clockStateText({ state: 'unknown', source: 'unknown' })).toMatch(/does not say/)
})

const at = (seconds: number) =>
  new Date(Date.parse('2026-11-23T15:05:00.000Z') + seconds * 1000).toISOString()
const said = (n: number, given: Readonly<Record<string, unknown>>): LogEntry => {
  const entry = readEntry(entryText(n, '0'.repeat(64), { at: at(n), ...given }))
  if (!entry) throw new Error('no entry')
  return entry
}
const state = (n: number, reason: string, detail = {}) =>
  said(n, { action: 'clock.state', reason, detail: { source: 'unknown', why: 'start', ...detail } })

test('a verifier counts entries under each state, and names the first that the cloud’s receipts contradict', () => {
  const receipts = [
    { n: 4, at: at(10), nonce: 'a'.repeat(32) },
    { n: 7, at: at(900), nonce: 'b'.repeat(32) },
  ]
  const walk = new ClockWalk(receipts)
  const entries = [
    said(1, {}),
    state(2, 'unknown'),
    state(3, 'synchronised', { offsetMs: -1500, withinMs: 40 }),
    said(4, {}),
    // after a receipt of 10 s, and 300 s before it by its own clock
    said(5, { nonce: 'a'.repeat(32), at: at(-300) }),
    said(6, { action: 'clock.changed', reason: 'forward', detail: { byMs: 99_000 } }),
    // signed for at 900 s, and from after that
    said(7, { at: at(5000), boot: 'another' }),
  ]
  for (const entry of entries) walk.add(entry)
  expect(walk.report).toEqual({
    synchronised: 4,
    unsynchronised: 0,
    unknown: 1,
    measured: 1,
    furthestMs: 1500,
    set: 1,
    odd: 2,
    firstOdd: 5,
  })
})

test('a log of before any of it was recorded verifies as ever, and the verifier says what it does not say', async () => {
  const file = join(tempFolder(true), 'old.ndjson')
  writeFileSync(
    file,
    `${madeLog(3)
      .map(({ text, h, mac }) => exportLine(text, h, mac))
      .join('\n')}\n`,
  )
  const report = await verify({ where: file })
  expect([report.entries, report.faults]).toEqual([3, []])
  expect(printed(report).join('\n')).toMatch(/clock +nothing recorded for 3$/m)
})
