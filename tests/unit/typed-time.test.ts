import { expect, test } from 'vitest'
import { clockText, readTypedTime } from '../../shared/kernel/typed-time.ts'

test('a time is read as people type it', () => {
  const read: Record<string, string> = {
    '9': '9:00 AM',
    '930': '9:30 AM',
    '9:30': '9:30 AM',
    '9.30 am': '9:30 AM',
    '12': '12:00 PM',
    noon: '12:00 PM',
    '2': '2:00 PM',
    '230': '2:30 PM',
    '2:30p': '2:30 PM',
    '0230': '2:30 AM',
    '1430': '2:30 PM',
    '14:30': '2:30 PM',
    '12:15 AM': '12:15 AM',
    '6:45': '6:45 PM',
    '7': '7:00 AM',
    '1115': '11:15 AM',
    '7 p.m.': '7:00 PM',
  }
  for (const [typed, shown] of Object.entries(read))
    expect([typed, clockText(readTypedTime(typed) ?? -1)]).toEqual([typed, shown])
  for (const typed of ['', '25', '9:60', '13p', '0p', 'nine', '9:3', '123456', '-9'])
    expect([typed, readTypedTime(typed)]).toEqual([typed, null])
})

test('what is shown is read as what it is, for every minute of a day', () => {
  for (let minute = 0; minute < 1440; minute += 1) expect(readTypedTime(clockText(minute))).toBe(minute)
})
