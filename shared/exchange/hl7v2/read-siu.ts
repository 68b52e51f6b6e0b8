/**
 * Messages about appointments (HL7 v2 SIU) as facts: what happened, to which appointment, of whom, when, with whom and where. What they name is
 * looked for in the record afterwards. Source: HL7 v2.5.1 chapter 10.
 */
import { AppError } from '../../kernel/errors.ts'
import { readTime, type SaidTime } from './read-time.ts'
import { readMessage, type Message, type Segment, type Value } from './segments.ts'

/** What each event asks for. Those that are not here are refused by their own words. */
const doings = {
  S12: 'book',
  S13: 'move',
  S14: 'change',
  S15: 'cancel',
  S16: 'cancel',
  S17: 'cancel',
  S26: 'no-show',
} as const
export type Doing = (typeof doings)[keyof typeof doings]

/** Somebody or something an appointment takes up, as a message names it, and where in the message it stands: `AIP 2`. */
export type Named = Readonly<{
  kind: 'provider' | 'room' | 'equipment'
  where: string
  code: string
  /** Names it may have here, the likeliest first. */
  names: readonly string[]
  /** Of a room: the house it is in. */
  facility: string
}>

export type OutsideNumber = Readonly<{ kind: string; system: string | null; value: string }>

export type Person = Readonly<{
  family: string
  given: string
  middle: string
  suffix: string
  /** YYYY-MM-DD. */
  birthDate: string
  sex: 'female' | 'male' | 'other' | 'unknown'
  phones: readonly Readonly<{ use: 'mobile' | 'home' | 'work'; number: string }>[]
  numbers: readonly OutsideNumber[]
}>

export type Siu = Readonly<{
  event: keyof typeof doings
  doing: Doing
  /** Its number in the other system. */
  external: Readonly<{ system: string; value: string }>
  person: Person
  /** When it is. Null where the message does not say: an appointment that is called off needs no time. */
  startsAt: SaidTime | null
  minutes: number | null
  sentAt: SaidTime | null
  named: readonly Named[]
  /** What it is for: kinds of visits it may be, and how it is put in words. */
  kinds: readonly string[]
  reason: string
  notes: string
}>

const refuse = (reason: string, params: Record<string, string> = {}): never => {
  throw new AppError('Invalid', reason, params)
}

/** Throws `message.*`, with the segment and field it is about. Nothing of a patient is in it. */
export function readSiu(text: string): Siu {
  const message = readMessage(text) ?? refuse('message.form')
  const head = message[0] ?? refuse('message.form')
  const [type, event] = [head.text(9, 1), head.text(9, 2)]
  if (type !== 'SIU')
    refuse('message.not-about-appointments', { type: [type, event].filter(Boolean).join('^') })
  const known = Object.hasOwn(doings, event)
    ? (event as keyof typeof doings)
    : refuse('message.event', { event })
  // training and debugging messages are sent over the same line
  if (!['', 'P'].includes(head.text(11))) refuse('message.not-in-use', { mode: head.text(11) })
  const schedule = message.find(({ name }) => name === 'SCH') ?? refuse('message.segment', { segment: 'SCH' })
  const doing = doings[known]
  // what is called off needs no time, and is not kept back by a time that is wrong
  const { startsAt, minutes } =
    doing === 'cancel' || doing === 'no-show'
      ? { startsAt: null, minutes: null }
      : timeOf(message, schedule, doing !== 'change')
  return {
    event: known,
    doing,
    external: numberOf(head, schedule),
    person: personOf(message),
    startsAt,
    minutes,
    sentAt: readTime(head.text(7)),
    named: namedIn(message),
    kinds: unique([
      ...[8, 7].flatMap((field) => [schedule.text(field, 2), schedule.text(field, 1)]),
      ...message
        .filter(({ name }) => name === 'AIS')
        .flatMap((each) => [each.text(3, 2), each.text(3, 1), each.text(3, 5)]),
    ]),
    reason: unique([
      schedule.text(7, 2) || schedule.text(7),
      ...message.filter(({ name }) => name === 'AIS').map((each) => each.text(3, 2) || each.text(3)),
    ]).join(', '),
    notes: notesIn(message),
  }
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))]

/** The filler keeps the appointments and gives the number; the placer's stands where it gave none. */
function numberOf(head: Segment, schedule: Segment): Siu['external'] {
  const sender = [head.text(3), head.text(4)].filter(Boolean).join(' ')
  for (const field of [2, 1]) {
    const number = schedule.first(field)
    if (number.part(1) === '') continue
    const system = number.part(3) || number.part(2) || sender
    return system === '' ? refuse('message.sender') : { system, value: number.part(1) }
  }
  return refuse('message.number')
}

/** Minutes by how a message says their unit; null for one it does not say, or that is none. */
function minutesOf(text: string, unit: string): number | null {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || value <= 0) return null
  const name = unit.toLowerCase()
  if (name === '' || name === 'm' || name.startsWith('min')) return value
  if (name === 's' || name.startsWith('sec')) return value / 60
  if (name === 'h' || name === 'hr' || name.startsWith('hour')) return value * 60
  return null
}

/**
 * Where the message says when, in the order of how surely it is about the whole: TQ1-7 and 8, SCH-11 (before 2.5), then the earliest of its
 * resources. Two ends say how long; else SCH-9, else what its resources say.
 */
function timeOf(message: Message, schedule: Segment, needed: boolean): Pick<Siu, 'startsAt' | 'minutes'> {
  const timing = message.find(({ name }) => name === 'TQ1')
  const resources = message
    .flatMap((each) => {
      const field = startField[each.name]
      return field === undefined || each.text(field) === ''
        ? []
        : [
            {
              from: each.text(field),
              minutes: minutesOf(each.text(field + 3), each.text(field + 4)),
              where: `${each.name}-${field}`,
            },
          ]
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const said = [
    { from: timing?.text(7) ?? '', to: timing?.text(8) ?? '', where: 'TQ1-7' },
    { from: schedule.text(11, 4), to: schedule.text(11, 5), where: 'SCH-11' },
    ...resources.map(({ from, where }) => ({ from, to: '', where })),
  ].find(({ from }) => from !== '')
  if (!said) return needed ? refuse('message.no-time') : { startsAt: null, minutes: null }
  const startsAt = readTime(said.from) ?? refuse('message.time', { where: said.where })
  if (startsAt.minute === null) refuse('message.day-only', { where: said.where })
  const end = said.to === '' ? null : readTime(said.to)
  const span = end && end.minute !== null ? minutesBetween(startsAt, end) : null
  if (span !== null && span <= 0) refuse('message.ends-before', { where: said.where })
  const minutes =
    span ??
    minutesOf(schedule.text(9), schedule.text(10)) ??
    resources.find((each) => each.minutes !== null)?.minutes ??
    null
  if (minutes !== null && minutes > 1440)
    refuse('message.too-long', { where: said.where, days: String(Math.round(minutes / 1440)) })
  return { startsAt, minutes: minutes === null ? null : Math.max(5, Math.round(minutes)) }
}
/** AIS-4, AIG-8, AIL-6 and AIP-6; how long stands three fields on, its unit behind it. */
const startField: Readonly<Record<string, number>> = { AIS: 4, AIG: 8, AIL: 6, AIP: 6 }

const minutesBetween = (from: SaidTime, to: SaidTime): number =>
  (Date.parse(to.day) - Date.parse(from.day)) / 60_000 +
  (to.minute ?? 0) -
  (from.minute ?? 0) -
  ((to.offset ?? from.offset ?? 0) - (from.offset ?? to.offset ?? 0))

const sexes: Readonly<Record<string, Person['sex']>> = { F: 'female', M: 'male', O: 'other', A: 'other' }

function personOf(message: Message): Person {
  const pid = message.find(({ name }) => name === 'PID') ?? refuse('message.segment', { segment: 'PID' })
  if (message.filter(({ name }) => name === 'PID').length > 1) refuse('message.several-patients')
  // one that is whole; of those the legal one
  const names = pid.all(5).filter((each) => each.part(1) !== '' && each.part(2) !== '')
  const name = names.find((each) => each.part(7) === 'L') ?? names[0]
  const [family, given] = [name?.part(1) ?? '', name?.part(2) ?? '']
  if (family === '' || given === '') refuse('message.patient-name')
  const born = readTime(pid.text(7))
  if (born?.day.length !== 10) refuse('message.birth-date')
  return {
    family,
    given,
    middle: name?.part(3) ?? '',
    suffix: name?.part(4) ?? '',
    birthDate: born?.day ?? '',
    sex: sexes[pid.text(8)] ?? 'unknown',
    phones: [
      ...pid.all(13).map((value) => ({ use: 'home' as const, number: phoneOf(value) })),
      ...pid.all(14).map((value) => ({ use: 'work' as const, number: phoneOf(value) })),
    ].filter(({ number }) => number.replace(/\D/g, '').length >= 7),
    numbers: [
      ...pid.all(3).map((value) => ({
        kind: value.part(5),
        system: authorityOf(value),
        value: value.part(1),
      })),
      ...(pid.text(19) === ''
        ? []
        : [{ kind: 'SS', system: 'http://hl7.org/fhir/sid/us-ssn', value: pid.text(19) }]),
    ].filter(({ value }) => value !== ''),
  }
}

const phoneOf = (value: Value): string =>
  value.part(12) || (value.part(7) === '' ? value.part(1) : `${value.part(6)}${value.part(7)}`)

/** Who gave a number: by its OID where it has one. */
function authorityOf(value: Value): string | null {
  const [space, id, kind] = [value.part(4, 1), value.part(4, 2), value.part(4, 3)]
  if (kind === 'ISO' && id !== '') return `urn:oid:${id}`
  return space || id || value.part(6) || null
}

function namedIn(message: Message): Named[] {
  const counted = new Map<string, number>()
  return message.flatMap((each): Named[] => {
    const n = (counted.get(each.name) ?? 0) + 1
    counted.set(each.name, n)
    // what is taken out of an appointment is not taken up by it
    if (each.text(2) === 'D') return []
    const where = `${each.name} ${n}`
    const value = each.first(3)
    if (value.isEmpty) return []
    if (each.name === 'AIP') {
      const given = [value.part(3), value.part(4)].filter(Boolean).join(' ')
      const names = [`${value.part(3)} ${value.part(2)}`, `${given} ${value.part(2)}`]
      return [
        {
          kind: 'provider',
          where,
          code: value.part(1),
          names: unique(names.map((name) => name.trim())),
          facility: '',
        },
      ]
    }
    if (each.name === 'AIL') {
      const [point, room] = [value.part(1, 2) || value.part(1), value.part(2)]
      const names = [room, `${point} ${room}`.trim(), value.part(9), point]
      return [
        {
          kind: 'room',
          where,
          code: value.part(1),
          names: unique(names),
          facility: value.part(4) || each.text(3, 4),
        },
      ]
    }
    if (each.name === 'AIG')
      return [
        {
          kind: 'equipment',
          where,
          code: value.part(1),
          names: unique([value.part(2), value.part(5)]),
          facility: '',
        },
      ]
    return []
  })
}

/** Notes of the appointment itself and of its resources, in their order. */
const notesIn = (message: Message): string =>
  unique(message.filter(({ name }) => name === 'NTE').map((each) => each.text(3))).join('\n')
