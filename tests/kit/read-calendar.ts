/** Reads an iCalendar text as strictly as RFC 5545 says it: bytes, lines, their folding, names, values, and which components lie in which. */
import { expect } from 'vitest'

type Properties = Record<string, string>
export type CalendarText = Readonly<{ calendar: Properties; events: Properties[] }>

/** What a component must have, each once (3.6, 3.6.1); with METHOD an event's DTSTART too. */
const mustHave = { VCALENDAR: ['VERSION', 'PRODID'], VEVENT: ['UID', 'DTSTAMP', 'DTSTART'] } as const
/** Values that are texts, and so escaped (3.3.11); all others are of one form. */
const texts = new Set(['SUMMARY', 'LOCATION', 'NAME', 'X-WR-CALNAME', 'PRODID', 'UID'])
const forms: Readonly<Record<string, RegExp>> = {
  VERSION: /^2\.0$/,
  CALSCALE: /^GREGORIAN$/,
  METHOD: /^PUBLISH$/,
  'REFRESH-INTERVAL': /^PT\d+[HM]$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}T\d{6}Z$/,
  DTEND: /^\d{8}T\d{6}Z$/,
  SEQUENCE: /^\d+$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  CLASS: /^(PUBLIC|PRIVATE|CONFIDENTIAL)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
}
/** 3.1: a name, parameters whose values have no quotes here, a colon, a value without control characters. */
const line =
  // oxlint-disable-next-line no-control-regex -- these are what a line may not have
  /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=[^\u0000-\u001F",:;\u007F]+)*):([^\u0000-\u0008\u000A-\u001F\u007F]*)$/u

/** Throws by `expect` where a rule is broken. */
export function readCalendarText(text: string): CalendarText {
  const bytes = new TextEncoder().encode(text)
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(text.toWellFormed())
  expect(text.endsWith('\r\n')).toBe(true)
  const physical = text.slice(0, -2).split('\r\n')
  for (const each of physical) {
    expect(each).not.toMatch(/[\r\n]/)
    expect(Buffer.byteLength(each)).toBeLessThanOrEqual(75)
  }
  const open: string[] = []
  const calendar: Properties = {}
  const events: Properties[] = []
  for (const each of text
    .slice(0, -2)
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')) {
    const [, name = '', , value = ''] = line.exec(each) ?? expect.fail(`no content line: ${each}`)
    if (name === 'BEGIN') {
      expect([open.join('/'), value]).toEqual(open.length === 0 ? ['', 'VCALENDAR'] : ['VCALENDAR', 'VEVENT'])
      open.push(value)
      if (value === 'VEVENT') events.push({})
    } else if (name === 'END') expect(open.pop()).toBe(value)
    else {
      const into = open.at(-1) === 'VEVENT' ? (events.at(-1) ?? {}) : calendar
      // properties of the calendar stand before its components (3.6)
      if (into === calendar) expect(events).toEqual([])
      expect([name, Object.hasOwn(into, name)]).toEqual([name, false])
      into[name] = texts.has(name) ? unescaped(value) : formed(name, value)
    }
  }
  expect(open).toEqual([])
  for (const name of mustHave.VCALENDAR) expect(Object.keys(calendar)).toContain(name)
  for (const event of events) {
    for (const name of mustHave.VEVENT) expect(Object.keys(event)).toContain(name)
    expect((event['DTEND'] ?? '') > (event['DTSTART'] ?? '')).toBe(true)
  }
  expect(new Set(events.map(({ UID }) => UID)).size).toBe(events.length)
  return { calendar, events }
}

function formed(name: string, value: string): string {
  expect([name, value]).toEqual([name, expect.stringMatching(forms[name] ?? /^never$/)])
  return value
}

/** Every comma and semicolon of a text has a backslash before it, and nothing else has but a backslash and the sign for a new line. */
function unescaped(value: string): string {
  expect(value).toMatch(/^(?:[^\\;,]|\\[\\;,nN])*$/u)
  return value.replaceAll(/\\(.)/g, (_all, sign: string) => (/[nN]/.test(sign) ? '\n' : sign))
}
