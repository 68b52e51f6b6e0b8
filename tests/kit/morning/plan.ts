/**
 * A front desk's morning, made from one seed: who comes, what each of two desks does and when, and what must have become of it. Pure. Minutes
 * are of the local day.
 */
import { Random } from '../../simulation/random.ts'

export type Scale = Readonly<{
  arrivals: number
  walkIns: number
  moves: number
  noShows: number
  /** Of those who come, every so many goes the whole way to the door; the others are checked in. */
  wholeWayOf: number
}>
/** The morning of the issue. */
export const wholeMorning: Scale = { arrivals: 60, walkIns: 12, moves: 8, noShows: 5, wholeWayOf: 1 }
/** The same in small, for `npm test`. */
export const shortMorning: Scale = { arrivals: 12, walkIns: 3, moves: 3, noShows: 2, wholeWayOf: 3 }

export const outage = { from: 9 * 60 + 40, to: 11 * 60 + 10 }
export const opens = 7 * 60 + 45
export const closes = 12 * 60 + 15
export const stepMinutes = 20
/** When the conflict is shown and settled: once both have each other's work. */
const settledAt = 11 * 60 + 20

export type DeskNumber = 0 | 1
const other = (desk: DeskNumber): DeskNumber => (desk === 0 ? 1 : 0)

export type Visit = Readonly<{
  family: string
  given: string
  /** YYYY-MM-DD. */
  birthDate: string
  /** Which provider, from 0; null for whoever is free. */
  provider: number | null
  /** When they are booked for; null for whoever has nothing booked before the morning. */
  minute: number | null
  copayCents: number | null
  /** The desk has had from them what it asks for. */
  isComplete: boolean
  /** Is in the records before the morning begins. */
  isKnown: boolean
}>

type Of<W extends string, More = object> = Readonly<
  { what: W; at: number; desk: DeskNumber; who: Visit } & More
>
export type Act =
  | Of<'arrive', { pays: boolean }>
  | Of<'room', { room: number; from: DeskNumber }>
  | Of<'provider'>
  | Of<'check-out', { followUp: boolean; pays: boolean }>
  | Of<'no-show'>
  | Of<'walk-in', { cents: number | null }>
  | Of<'book', { minute: number }>
  | Of<'move', { provider: number; minute: number }>
  | Of<'cancel'>
  | Of<'settle'>

export type Morning = Readonly<{
  seed: number
  scale: Scale
  /** How many providers there are. */
  providers: number
  visits: readonly Visit[]
  /** In the order they are done. */
  acts: readonly Act[]
  /** Booked by both desks at one time, apart. */
  doubled: readonly [Visit, Visit]
  /** Cancelled by one desk, come at the other, apart. */
  came: Visit
  /** Moved by one desk, cancelled by the other, apart. */
  disputed: Visit
}>

const families =
  'Abara Brandt Castellano Delacroix Eriksen Ferrante Goldberg Haddad Ibsen Jansen Kowalski Lindqvist Moreau Nakamura Okafor'.split(
    ' ',
  )
const givens = 'Amara Bo Chidi Dana Elif Farid Greta Hana Ines Jun'.split(' ')
const copays = [2500, 3000, 4000, 1550, null] as const

const isOut = (at: number): boolean => at >= outage.from && at < outage.to

export function planMorning(seed: number, scale: Scale): Morning {
  const random = new Random(seed)
  const names = families
    .flatMap((family) => givens.map((given) => ({ family, given })))
    .map((name) => ({ name, by: random.next() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ name }) => name)
  const visits: Visit[] = []
  const visit = (more: Pick<Visit, 'provider' | 'minute'> & Partial<Visit>): Visit => {
    const name = names[visits.length]
    if (!name) throw new Error('too few names')
    const birthDate = `${1936 + random.below(70)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
    const made: Visit = { ...name, birthDate, copayCents: null, isComplete: true, isKnown: true, ...more }
    visits.push(made)
    return made
  }
  const slots = 12
  const seen = Math.max(2, Math.ceil(scale.arrivals / slots))
  const last = seen
  const acts: Act[] = []
  const eight = 8 * 60

  // those who come: the first providers', one after the other
  const arrivals = Array.from({ length: scale.arrivals }, (_, n) => {
    const minute = eight + stepMinutes * Math.floor((n * slots) / scale.arrivals)
    const who = visit({
      provider: n % seen,
      minute,
      copayCents: copays[n % copays.length] ?? null,
      isComplete: random.chance(0.5),
    })
    const goesOn = n % scale.wholeWayOf === 0
    const isApart = isOut(minute - 8) || isOut(minute + 45)
    const desk: DeskNumber = random.chance(0.5) ? 0 : 1
    // what the network carries may be gone on with at the other desk
    const next = isApart ? desk : other(desk)
    const has = who.copayCents !== null
    const paysAtOnce = has && (!goesOn || n % 2 === 0)
    const at = minute - random.below(8)
    acts.push({ what: 'arrive', at, desk, who, pays: paysAtOnce })
    if (goesOn) {
      acts.push({ what: 'room', at: minute + 6, desk: next, who, room: 1 + (n % 9), from: desk })
      acts.push({ what: 'provider', at: minute + 14, desk: next, who })
      const followUp = n % 3 !== 1
      acts.push({ what: 'check-out', at: minute + 32, desk: next, who, followUp, pays: has && !paysAtOnce })
    }
    return { who, desk, minute }
  })
  // those who do not
  for (let n = 0; n < scale.noShows; n += 1) {
    const minute = eight + stepMinutes * (1 + 2 * n)
    const who = visit({ provider: last, minute })
    acts.push({ what: 'no-show', at: minute + 25, desk: n % 2 === 0 ? 0 : 1, who })
  }
  // one calls off whom the other sees come
  const came = arrivals.find(({ minute }) => minute >= outage.from + 25)
  if (!came) throw new Error('nobody comes while the network is out')
  acts.push({ what: 'cancel', at: outage.from + 6, desk: other(came.desk), who: came.who })

  // afternoon visits that are put elsewhere: of those one while the other desk calls it off
  const afternoon = 13 * 60
  const disputedAs = Math.floor(scale.moves / 2)
  let disputed: Visit | null = null
  for (let n = 0; n < scale.moves; n += 1) {
    const minute = afternoon + 2 * stepMinutes * (n % 5)
    const who = visit({ provider: n < 5 ? last : last - 1, minute })
    const desk: DeskNumber = n % 2 === 0 ? 0 : 1
    const inOutage = n === disputedAs
    const at = inOutage ? outage.from + 20 : 8 * 60 + 25 + Math.floor((n * 190) / scale.moves)
    acts.push({
      what: 'move',
      at,
      desk,
      who,
      provider: n < 5 ? last : last - 1,
      minute: minute + stepMinutes,
    })
    if (!inOutage) continue
    disputed = who
    acts.push({ what: 'cancel', at: at + 9, desk: other(desk), who })
    acts.push({ what: 'settle', at: settledAt, desk: other(desk), who })
  }
  if (!disputed) throw new Error('nothing is moved')

  // somebody without an appointment
  for (let n = 0; n < scale.walkIns; n += 1) {
    const at = eight + 15 + Math.floor((n * 215) / scale.walkIns)
    const who = visit({ provider: null, minute: null, isComplete: false, isKnown: n % 2 === 0 })
    acts.push({
      what: 'walk-in',
      at,
      desk: n % 2 === 0 ? 1 : 0,
      who,
      cents: n % 2 === 0 ? 2000 + n * 5 : null,
    })
  }
  // booked by telephone: by both for one time while they are apart, and others
  const booked = (at: number, desk: DeskNumber, minute: number, isKnown: boolean): Visit => {
    const who = visit({ provider: 0, minute: null, isKnown })
    acts.push({ what: 'book', at, desk, who, minute })
    return who
  }
  const doubled = [
    booked(outage.from + 12, 0, 15 * 60, true),
    booked(outage.from + 30, 1, 15 * 60, true),
  ] as const
  booked(outage.from - 50, 1, 13 * 60, true)
  booked(outage.from + 45, 1, 14 * 60, false)
  booked(outage.to + 25, 0, 16 * 60, false)

  return {
    seed,
    scale,
    providers: last + 1,
    visits,
    acts: acts.filter(({ at }) => at < closes - 10).toSorted((a, b) => a.at - b.at),
    doubled,
    came: came.who,
    disputed,
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

export const nameOf = ({ family, given }: Pick<Visit, 'family' | 'given'>): string => `${family}, ${given}`

/** `9:40`. */
export const clockOf = (minute: number): string =>
  `${Math.floor(minute / 60)}:${two(Math.floor(minute) % 60)}`

/** As somebody types a birth date: `05091974`. */
export const typedDate = (date: string): string => `${date.slice(5, 7)}${date.slice(8)}${date.slice(0, 4)}`
export const typedTime = (minute: number): string =>
  `${((Math.floor(minute / 60) + 11) % 12) + 1}:${String(minute % 60).padStart(2, '0')}${minute < 720 ? 'a' : 'p'}`
