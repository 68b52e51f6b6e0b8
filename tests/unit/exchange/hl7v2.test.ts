/** HL7 v2 as text: marks, escapes, times, and the messages about appointments. */
import { describe, expect, test } from 'vitest'
import { instantAt, offsetIn, readTime } from '../../../shared/exchange/hl7v2/read-time.ts'
import { readSiu } from '../../../shared/exchange/hl7v2/read-siu.ts'
import { readMessage, splitMessages } from '../../../shared/exchange/hl7v2/segments.ts'
import { AppError } from '../../../shared/kernel/errors.ts'

const message = (...segments: string[]) => segments.join('\r')
const head = (event = 'S12', more = '|1|P|2.5.1') =>
  `MSH|^~\\&|Sched|Lakeside|Holdfast|Harbor|20260301080000-0500||SIU^${event}${more}`
const sch = 'SCH|P-1^PlacerApp|F-1|||||||||^^^20260312103000-0400^20260312110000-0400'
const pid = 'PID|1||77^^^Lakeside&2.16.1&ISO^MR||Lang^Ida||19710203|F'

const reasonOf = (text: string): string => {
  try {
    readSiu(text)
    return 'read'
  } catch (error) {
    if (error instanceof AppError) return [error.reason, ...Object.values(error.params)].join(' ')
    throw error
  }
}

describe('text', () => {
  test('components, repetitions and subcomponents, numbered from 1; what is not there is empty', () => {
    const [, segment] = readMessage(message(head(), 'PID|1||a^b&c~d^e||""')) ?? []
    expect(segment?.all(3).map((value) => [value.part(1), value.part(2), value.part(2, 2)])).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', ''],
    ])
    expect([segment?.text(5), segment?.text(9), segment?.text(3, 7)]).toEqual(['', '', ''])
  })

  test.each([
    ['A\\T\\E', 'A&E'],
    ['1\\F\\2\\S\\3\\R\\4\\E\\5', '1|2^3~4\\5'],
    ['one\\.br\\two', 'one\ntwo'],
    ['\\H\\bold\\N\\', 'bold'],
    ['caf\\XC3A9\\', 'café'],
    ['C:\\files', 'C:\\files'],
    ['ends with \\', 'ends with \\'],
    ['\\E\\T\\E\\', '\\T\\'],
  ])('%s is %s', (raw, said) => {
    expect(readMessage(message(head(), `NTE|1||${raw}`))?.[1]?.text(3)).toBe(said)
  })

  test('other marks than the usual ones, as the header says', () => {
    const [, segment] = readMessage('MSH*!+@%*Sched\rPID*1**a!b%c+d') ?? []
    expect(segment?.all(3).map((value) => [value.part(1), value.part(2, 2)])).toEqual([
      ['a', 'c'],
      ['d', ''],
    ])
  })

  test.each(['\r', '\n', '\r\n'])('a file of many ends its lines in any way (%j)', (end) => {
    const file = ['FHS|^~\\&', 'BHS|^~\\&', head(), sch, '', head('S15'), sch, 'BTS|2', 'FTS|1'].join(end)
    const found = splitMessages(file)
    expect(found.map(({ text }) => text.split('\r').length)).toEqual([2, 2])
    expect(found.map(({ line }) => line)).toEqual([3, 6])
  })

  test('what was framed for the wire is read; what begins with no header is not', () => {
    expect(splitMessages(`\u000b${head()}\r${sch}\u001c\r`)).toHaveLength(1)
    expect(splitMessages(`\ufeff${head()}`)).toHaveLength(1)
    expect(splitMessages('{"resourceType":"Bundle"}')).toEqual([])
    expect(readMessage('MSH|')).toBeNull()
  })
})

describe('time', () => {
  test.each([
    ['2026', { day: '2026', minute: null, offset: null }],
    ['202603', { day: '2026-03', minute: null, offset: null }],
    ['20260312', { day: '2026-03-12', minute: null, offset: null }],
    ['2026031209', { day: '2026-03-12', minute: 540, offset: null }],
    ['202603120930', { day: '2026-03-12', minute: 570, offset: null }],
    ['20260312093015.1234-0500', { day: '2026-03-12', minute: 570, offset: -300 }],
    ['20210924093000+0215', { day: '2021-09-24', minute: 570, offset: 135 }],
  ])('%s', (text, said) => expect(readTime(text)).toEqual(said))

  test.each([
    '',
    '20260229',
    '20261301',
    '202603122460',
    '202603122501',
    '2026-03-12',
    '20260312093',
    '20260312+1560',
  ])('%j is none', (text) => expect(readTime(text)).toBeNull())

  const at = (text: string, zone: string) => {
    const said = readTime(text)
    return said?.minute == null ? 'partial' : instantAt({ ...said, minute: said.minute }, zone)
  }
  test('by its own offset, else by the clock on the wall: also where that is set', () => {
    expect(at('202103141030+0215', 'America/New_York')).toBe('2021-03-14T08:15:00.000Z')
    expect(at('202601151030', 'America/New_York')).toBe('2026-01-15T15:30:00.000Z')
    expect(at('202607151030', 'America/New_York')).toBe('2026-07-15T14:30:00.000Z')
    // 2 to 3 o'clock there is not, 1 to 2 there is twice
    expect(at('202603080230', 'America/New_York')).toBeNull()
    expect(at('202611010130', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
    expect(offsetIn('America/New_York', '2026-11-01T06:30:00.000Z')).toBe(-300)
  })
})

describe('a message about an appointment', () => {
  test('says whose it is, when, with whom and where', () => {
    const siu = readSiu(
      message(
        head(),
        'SCH|P-1|F-1|||||CHECK^Checkup|WELL^Well visit',
        'TQ1|1||||||202603121030|202603121115',
        'PID|1||77^^^Lakeside&2.16.1&ISO^MR~88^^^State^SS||Lang^Ida^May^III~Old^Ida^^^^^M||19710203|F|||||6175550142||||||999-10-1000',
        'AIS|1|A|99213^Visit^C4',
        'NTE|1||Bring\\.br\\papers',
        'AIG|1|A|7^Ultrasound',
        'AIL|1|A|North^Room 4^^Harbor',
        'AIP|1|A|1234567893^Rivera^Ana^B',
        'AIP|2|D|9^Gone^Who',
      ),
    )
    expect(siu).toMatchObject({
      event: 'S12',
      doing: 'book',
      external: { system: 'Sched Lakeside', value: 'F-1' },
      startsAt: { day: '2026-03-12', minute: 630, offset: null },
      minutes: 45,
      kinds: ['Well visit', 'WELL', 'Checkup', 'CHECK', 'Visit', '99213'],
      reason: 'Checkup, Visit',
      notes: 'Bring\npapers',
      person: {
        family: 'Lang',
        given: 'Ida',
        middle: 'May',
        suffix: 'III',
        birthDate: '1971-02-03',
        sex: 'female',
        phones: [{ use: 'home', number: '6175550142' }],
      },
    })
    expect(siu.person.numbers).toEqual([
      { kind: 'MR', system: 'urn:oid:2.16.1', value: '77' },
      { kind: 'SS', system: 'State', value: '88' },
      { kind: 'SS', system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-10-1000' },
    ])
    // the one that was taken out is not among them
    expect(siu.named.map(({ kind, where, names }) => [kind, where, names])).toEqual([
      ['equipment', 'AIG 1', ['Ultrasound']],
      ['room', 'AIL 1', ['Room 4', 'North Room 4', 'North']],
      ['provider', 'AIP 1', ['Ana Rivera', 'Ana B Rivera']],
    ])
  })

  test('the time of its resources counts where nothing else says one; the earliest of them', () => {
    const of = (...more: string[]) => readSiu(message(head(), 'SCH|P-1|F-1', pid, ...more))
    expect(of('AIS|1|A|X|202603121100|||30|min', 'AIP|1|A|1^A^B|||202603121045|||60|min')).toMatchObject({
      startsAt: { minute: 645 },
      minutes: 60,
    })
    expect(of('AIP|1|A|1^A^B|||202603121045|||1800|s')).toMatchObject({ minutes: 30 })
    expect(of('AIP|1|A|1^A^B|||202603121045')).toMatchObject({ minutes: null })
  })

  test.each([
    ['is read', message(head(), sch, pid), 'read'],
    ['no HL7', 'hello', 'message.form'],
    [
      'an admission',
      message(head().replace('SIU^S12', 'ADT^A08'), sch, pid),
      'message.not-about-appointments ADT^A08',
    ],
    ['an event that is not read', message(head('S23'), sch, pid), 'message.event S23'],
    ['one of training', message(head('S12', '|1|T|2.5.1'), sch, pid), 'message.not-in-use T'],
    ['no patient', message(head(), sch), 'message.segment PID'],
    ['no appointment', message(head(), pid), 'message.segment SCH'],
    ['two patients', message(head(), sch, pid, pid), 'message.several-patients'],
    ['no birth date', message(head(), sch, 'PID|1||||Lang^Ida||1971'), 'message.birth-date'],
    ['half a name', message(head(), sch, 'PID|1||||Lang||19710203'), 'message.patient-name'],
    ['no number', message(head(), sch.replace('P-1^PlacerApp|F-1', '|'), pid), 'message.number'],
    ['no time', message(head(), 'SCH|P-1|F-1', pid), 'message.no-time'],
    ['a day', message(head(), 'SCH|P-1|F-1', 'TQ1|||||||20260312', pid), 'message.day-only TQ1-7'],
    ['no day', message(head(), 'SCH|P-1|F-1', 'TQ1|||||||20260230', pid), 'message.time TQ1-7'],
    [
      'backwards',
      message(head(), 'SCH|P-1|F-1', 'TQ1|||||||202603121000|202603120900', pid),
      'message.ends-before TQ1-7',
    ],
    [
      'four days',
      message(head(), 'SCH|P-1|F-1', 'TQ1|||||||202603121000|202603161000', pid),
      'message.too-long TQ1-7 4',
    ],
    ['called off: no time is needed', message(head('S15'), 'SCH|P-1|F-1', pid), 'read'],
  ])('%s', (_name, text, reason) => expect(reasonOf(text)).toBe(reason))

  test('whatever is torn off or put in, it is read or refused in words', () => {
    const whole = message(head(), sch, pid, 'AIL|1|A|North^Room 4^^Harbor', 'AIP|1|A|1^Rivera^Ana')
    for (let at = 0; at < whole.length; at += 1) {
      expect(reasonOf(whole.slice(0, at))).toMatch(/^(read|message\.)/)
      for (const mark of ['|', '^', '~', '\\', '&', '\r', '""'])
        expect(reasonOf(whole.slice(0, at) + mark + whole.slice(at))).toMatch(/^(read|message\.)/)
    }
  })
})
