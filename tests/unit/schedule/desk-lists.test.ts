/** How wishes of the waitlist and times of reminders are read from a form, and said. */
import { expect, test } from 'vitest'
import { suggestedReminders } from '../../../shared/schedule/reminder-policy.ts'
import { wordsOfReminder } from '../../../shared/schedule/reminding/templates.ts'
import {
  beforeText,
  exampleVisit,
  policyFaults,
  policyOf,
  policyValues,
  sentTimes,
} from '../../../src-renderer/schedule/reminder-values.ts'
import { weekdaysText } from '../../../src-renderer/schedule/weekday-text.ts'
import { wishesOf, wishFaults, type WishValues } from '../../../src-renderer/schedule/wish-values.ts'

const zone = 'America/New_York'

test.each([
  [[], ''],
  [[2, 4], 'Tue, Thu'],
  [[5, 1, 4, 2, 3], 'Mon–Fri'],
  [[1, 2, 3, 6], 'Mon–Wed, Sat'],
  [[6, 7], 'Sat, Sun'],
])('weekdays %j are said “%s”', (days, said) => expect(weekdaysText(days)).toBe(said))

test('wishes are sent once all of them can be read', () => {
  const values: WishValues = {
    visitTypeId: 'v',
    providers: [],
    locations: [],
    weekdays: [4, 2],
    times: '1-5',
    earliest: '2026-12-01',
    latest: '',
    urgent: false,
    note: '',
    appointmentId: null,
  }
  expect(wishesOf(values)).toMatchObject({ fromMinute: 780, toMinute: 1020, latest: null, weekdays: [2, 4] })
  expect(wishesOf({ ...values, times: '' })).toMatchObject({ fromMinute: 0, toMinute: 1440 })
  for (const wrong of [
    { times: '8-12, 1-5' },
    { times: 'noon' },
    { earliest: 'next' },
    { latest: '2026-11-30' },
    { latest: 'soon' },
  ]) {
    expect(wishesOf({ ...values, ...wrong })).toBeNull()
    expect(Object.keys(wishFaults({ ...values, ...wrong }))).toEqual(Object.keys(wrong))
  }
})

test('a policy is what was typed; quiet hours keep back what would be sent in them, and a visit they reach is told', () => {
  const values = policyValues({ ...suggestedReminders, hoursBefore: [2, 168] })
  expect(policyOf(values)).toMatchObject({ quietFrom: 1200, quietTo: 540 })
  expect(policyOf({ ...values, quietFrom: 'midnight' })).toMatchObject({ quietFrom: 0 })
  const wrong = { ...values, quietTo: '9:', templates: { en: '{day} {reason}', es: '' } }
  expect(policyOf(wrong)).toBeNull()
  expect(policyFaults(wrong)).toEqual({ quietTo: 'A time, as 9a.', en: '{reason} cannot be filled in.' })
  // Tuesday of next week at 10:30, whatever day it is
  const visit = exampleVisit('2026-11-29', zone)
  expect(visit.startsAt).toBe('2026-12-01T15:30:00.000Z')
  expect(exampleVisit('2026-11-30', zone).startsAt).toBe('2026-12-08T15:30:00.000Z')
  const until = (quietTo: string) => {
    const policy = policyOf({ ...values, quietTo })
    return policy ? sentTimes(policy, visit, zone) : []
  }
  expect(until('9a')).toEqual([
    { hours: 168, at: '2026-11-24T15:30:00.000Z', isLater: false },
    { hours: 2, at: '2026-12-01T14:00:00.000Z', isLater: true },
  ])
  expect(until('11a')[1]).toEqual({ hours: 2, at: null, isLater: false })
  expect([168, 336, 24, 36, 1].map(beforeText)).toEqual([
    '1 week before',
    '2 weeks before',
    '1 day before',
    '36 hours before',
    '1 hour before',
  ])
})

test('sentences of a message end once', () => {
  const facts = { practice: 'Harbor', phone: '617-555-0100', startsAt: '2026-12-01T15:30:00.000Z', zone }
  const body = (language: 'en' | 'es', own = '') => wordsOfReminder('text', language, facts, own, null).body
  expect(body('es')).toMatch(/10:30 a\.m\. Preguntas: 617-555-0100\. Responda/)
  expect(body('en')).toMatch(/at 10:30 AM\. Questions: 617-555-0100\. Reply/)
  expect(body('en', 'See you at {time}!')).toMatch(/^See you at 10:30 AM! Reply/)
})
