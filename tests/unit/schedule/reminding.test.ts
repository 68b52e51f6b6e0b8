/** The words of reminders and when they are sent. */
import { assert, constantFrom, integer, pre, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterQuiet, dueAt, isQuiet } from '../../../shared/schedule/reminding/due.ts'
import {
  languageOf,
  readReply,
  unknownFillings,
  wordsOfReminder,
} from '../../../shared/schedule/reminding/templates.ts'

const facts = { practice: 'Harbor', phone: '', startsAt: '2026-07-06T17:30:00.000Z', zone: 'America/Denver' }

describe('words', () => {
  test('the day and the time where the visit is, in the language of the patient', () => {
    expect(wordsOfReminder('text', 'en', facts, '', null).body).toMatch(
      /^Harbor: you have an appointment on Monday, July 6 at 11:30 AM\. Reply C/,
    )
    expect(wordsOfReminder('email', 'es', facts, '', 'https://x/y')).toEqual({
      subject: 'Su cita con Harbor',
      body: expect.stringMatching(
        /^Harbor: usted tiene una cita el lunes, 6 de julio a las 11:30.*https:\/\/x\/y$/s,
      ) as string,
    })
    expect(wordsOfReminder('email', 'en', facts, 'At {time}, {practice}. {phone}', null).body).toBe(
      'At 11:30 AM, Harbor. ',
    )
  })

  test('what can be filled in is a list, and what is filled in is not read again', () => {
    expect(unknownFillings('{practice} {day} {reason} {Time}')).toEqual(['reason', 'Time'])
    const odd = { ...facts, practice: '{day}' }
    expect(wordsOfReminder('email', 'en', odd, '{practice}', null).body).toBe('{day}')
  })

  test.each([
    ['C', 'confirm'],
    [' c. ', 'confirm'],
    ['sí', 'confirm'],
    ['R', 'move'],
    ['x', 'cancel'],
    ['STOP', 'stop'],
    ['Alto!', 'stop'],
    ['cancel', 'stop'],
    ['', null],
    ['call me', null],
    ['C R', null],
  ])('%j is %s', (text, said) => expect(readReply(text)).toBe(said))

  test.each([
    ['Spanish', 'es'],
    ['es-MX', 'es'],
    ['Español', 'es'],
    ['English', 'en'],
    ['', 'en'],
    ['Estonian', 'en'],
  ])('%s is spoken to in %s', (spoken, language) => expect(languageOf(spoken)).toBe(language))
})

describe('when', () => {
  const night = { quietFrom: 1200, quietTo: 540 }
  const at = (text: string) => new Date(afterQuiet(night, 'America/New_York', Date.parse(text))).toISOString()
  test('quiet hours go over midnight, and end when the clock on the wall says so, also where it was set', () => {
    expect(at('2026-03-04T15:00:00.000Z')).toBe('2026-03-04T15:00:00.000Z')
    expect(at('2026-03-05T01:00:00.000Z')).toBe('2026-03-05T14:00:00.000Z')
    expect(at('2026-03-05T13:59:00.000Z')).toBe('2026-03-05T14:00:00.000Z')
    expect(at('2026-03-08T03:00:00.000Z')).toBe('2026-03-08T13:00:00.000Z')
  })

  test('whatever the hours, a message is sent outside of them, and never before it was wanted', () => {
    const minute = integer({ min: 0, max: 1440 })
    const moment = integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') })
    const zone = constantFrom('America/New_York', 'Pacific/Honolulu', 'Australia/Lord_Howe', 'UTC')
    assert(
      property(minute, minute, moment, zone, (quietFrom, quietTo, ms, where) => {
        pre(!(quietFrom === 0 && quietTo === 1440) && quietFrom - quietTo !== 0)
        const due = afterQuiet({ quietFrom, quietTo }, where, ms)
        const [hours = 0, minutes = 0] = new Intl.DateTimeFormat('en-GB', {
          hour: '2-digit',
          minute: '2-digit',
          timeZone: where,
        })
          .format(due)
          .split(':')
          .map(Number)
        expect(due >= ms && (due === ms || due - ms <= 26 * 3_600_000)).toBe(true)
        expect(due > ms || !isQuiet({ quietFrom, quietTo }, hours * 60 + minutes)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('nobody who booked later than that is reminded, and nobody after the visit has begun', () => {
    const visit = { startsAt: '2026-03-06T13:30:00.000Z', madeAt: '2026-03-01T00:00:00.000Z' }
    expect(dueAt(visit, 24, night, 'America/New_York')).toBe('2026-03-05T14:00:00.000Z')
    expect(dueAt(visit, 1, night, 'America/New_York')).toBeNull()
    expect(dueAt({ ...visit, madeAt: '2026-03-05T15:00:00.000Z' }, 24, night, 'America/New_York')).toBeNull()
  })
})
