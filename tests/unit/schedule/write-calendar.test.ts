/** An iCalendar file by the rules of RFC 5545, read by a reader that is not ours to write it with. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCalendar, type CalendarEntry } from '../../../shared/schedule/write-calendar.ts'
import { readCalendarText } from '../../kit/read-calendar.ts'

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a22',
  version: 3,
  startsAt: '2026-03-04T15:30:00.000Z',
  minutes: 45,
  visitType: 'Follow-up; long, with \\ and\nmore',
  place: 'Main Street',
  ...more,
})
const now = '2026-03-01T08:09:10.111Z'

test('busy time says when and nothing else', () => {
  const text = writeCalendar('Ana Rivera, MD', [entry()], 'busy', now)
  const { calendar, events } = readCalendarText(text)
  expect(calendar).toMatchObject({ VERSION: '2.0', METHOD: 'PUBLISH', NAME: 'Ana Rivera, MD' })
  expect(events).toEqual([
    {
      UID: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a22@holdfast',
      DTSTAMP: '20260301T080910Z',
      SEQUENCE: '3',
      DTSTART: '20260304T153000Z',
      DTEND: '20260304T161500Z',
      SUMMARY: 'Busy',
      STATUS: 'CONFIRMED',
      CLASS: 'PRIVATE',
      TRANSP: 'OPAQUE',
    },
  ])
})

test('with kinds: what has one says it, with where; what has none is a visit', () => {
  const told = readCalendarText(
    writeCalendar('x', [entry(), entry({ id: 'b', visitType: '', place: '' })], 'type', now),
  ).events
  expect(told.map(({ SUMMARY, LOCATION }) => [SUMMARY, LOCATION])).toEqual([
    ['Follow-up; long, with \\ and\nmore', 'Main Street'],
    ['Visit', undefined],
  ])
})

test('over the night on which an hour comes twice, both are there, as long as they last', () => {
  // 1:30 in New York on 1 November 2026, before and after the clock is set
  const both = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'].map((startsAt, n) =>
    entry({ id: String(n), startsAt, minutes: 60 }),
  )
  const { events } = readCalendarText(writeCalendar('x', both, 'busy', now))
  expect(events.map(({ DTSTART, DTEND }) => [DTSTART, DTEND])).toEqual([
    ['20261101T053000Z', '20261101T063000Z'],
    ['20261101T063000Z', '20261101T073000Z'],
  ])
  // and over the end of a year
  const last = readCalendarText(
    writeCalendar('x', [entry({ startsAt: '2026-12-31T23:45:00.000Z', minutes: 30 })], 'busy', now),
  ).events
  expect(last[0]?.['DTEND']).toBe('20270101T001500Z')
})

test('nobody’s days are a calendar too', () => {
  expect(readCalendarText(writeCalendar('x', [], 'busy', now)).events).toEqual([])
})

test('whatever a name says, lines are of 75 octets at most, whole characters, and read back as it was', () => {
  const names = fc.string({ unit: 'binary', maxLength: 120 })
  fc.assert(
    fc.property(names, names, names, (name, visitType, place) => {
      const text = writeCalendar(name, [entry({ visitType, place }), entry({ id: 'b' })], 'type', now)
      const { calendar, events } = readCalendarText(text)
      const plain = (said: string) =>
        // what ends a line is one sign for it; what a calendar may not have is a space
        // oxlint-disable-next-line no-control-regex -- these are what is taken out
        said.replaceAll(/\r\n|\r/g, '\n').replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
      expect(calendar['NAME']).toBe(plain(name))
      expect(events).toHaveLength(2)
      expect(events[0]?.['SUMMARY']).toBe(plain(visitType) || 'Visit')
      expect(events[0]?.['LOCATION'] ?? '').toBe(plain(place))
    }),
    { numRuns: 120 },
  )
})
