/** What somebody would like, as it is typed while they say it: `follow riv mon am t+14`. Words that mean nothing are told. */
import { readTypedDate } from '../../shared/kernel/typed-date.ts'
import { foldText, foldWords } from '../../shared/kernel/fold.ts'

export type Wish = Readonly<{
  visitTypeId: string
  providers: readonly string[]
  locationId: string
  weekdays: readonly number[]
  part: Part
  from: string
  order: 'earliest' | 'spread'
}>

export const parts = ['any', 'morning', 'afternoon', 'evening'] as const
export type Part = (typeof parts)[number]
/** From which local minute until before which a visit of that part of the day begins. */
export const minutesOf: Readonly<Record<Part, readonly [from: number, to: number]>> = {
  any: [0, 1440],
  morning: [0, 720],
  afternoon: [720, 1020],
  evening: [1020, 1440],
}

type Named = Readonly<{ id: string; name: string }>
export type WishNames = Readonly<{
  visitTypes: readonly Named[]
  providers: readonly Named[]
  locations: readonly Named[]
}>

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const words: Readonly<Record<string, Pick<Wish, 'part'> | Pick<Wish, 'order'>>> = {
  am: { part: 'morning' },
  morning: { part: 'morning' },
  mornings: { part: 'morning' },
  pm: { part: 'afternoon' },
  noon: { part: 'afternoon' },
  afternoon: { part: 'afternoon' },
  afternoons: { part: 'afternoon' },
  evening: { part: 'evening' },
  evenings: { part: 'evening' },
  earliest: { order: 'earliest' },
  first: { order: 'earliest' },
  soon: { order: 'earliest' },
  spread: { order: 'spread' },
}

export type ReadWish = Readonly<{ wish: Partial<Wish>; unread: readonly string[] }>

/** `today`: YYYY-MM-DD, for `t+14`. Kinds of visits come before people, and people before places, where a word begins several. */
export function readWish(text: string, names: WishNames, today: string): ReadWish {
  // `follow-up` is two words of a name, `t-1w` is one day
  const typed = text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)
    .flatMap((word) => (isDateLike(word) || foldText(word) === '' ? [word] : foldWords(word)))
  const unread: string[] = []
  const on = new Set<number>()
  const said = { visit: [] as string[], provider: [] as string[][], place: [] as string[] }
  let wish: Partial<Wish> = {}
  for (const word of typed) {
    const small = foldText(word)
    const known = words[small]
    const weekday = small.length >= 2 ? weekdays.findIndex((name) => name.startsWith(small)) : -1
    // a weekday is any of them, not the next one
    const date = weekday < 0 && isDateLike(word) ? readDay(word, today) : null
    if (known) wish = { ...wish, ...known }
    else if (weekday >= 0) on.add(weekday + 1)
    else if (date) wish = { ...wish, from: date }
    else {
      const visits = beginning(names.visitTypes, small, said.visit)
      const people = beginning(names.providers, small)
      const places = beginning(names.locations, small, said.place)
      if (visits.length > 0) said.visit = visits
      else if (people.length > 0) said.provider = withWord(said.provider, people)
      else if (places.length > 0) said.place = places
      else unread.push(word)
    }
  }
  const [visitTypeId] = said.visit
  const [locationId] = said.place
  return {
    wish: {
      ...wish,
      ...(on.size > 0 && { weekdays: [...on].toSorted((a, b) => a - b) }),
      ...(visitTypeId !== undefined && { visitTypeId }),
      ...(locationId !== undefined && { locationId }),
      ...(said.provider.length > 0 && { providers: [...new Set(said.provider.flat())] }),
    },
    unread,
  }
}

const isDateLike = (word: string): boolean => /^t([+-]|$)|\d/i.test(word)

/** A month and a day are those to come next. */
function readDay(word: string, today: string): string | null {
  if (!/^\d{1,2}[/.-]\d{1,2}$/.test(word)) return readTypedDate(word, today, 'future')
  const year = Number(today.slice(0, 4))
  const [next, after] = [year, year + 1].map((of) =>
    readTypedDate(`${word}/${of}`.replaceAll(/[.-]/g, '/'), today, 'future'),
  )
  return next && next >= today ? next : (after ?? null)
}

/** Those of whose name a word begins with it; of those that are left after the words before, where they said any. */
function beginning(all: readonly Named[], small: string, left: readonly string[] = []): string[] {
  const found = all.filter(({ name }) => foldWords(name).some((word) => word.startsWith(small)))
  const narrowed = found.filter(({ id }) => left.length === 0 || left.includes(id))
  return (left.length > 0 ? narrowed : found).map(({ id }) => id)
}

/** A second word of the same name says who of those is meant; of another, that either would do. */
function withWord(said: readonly string[][], people: string[]): string[][] {
  const both = said.at(-1)?.filter((id) => people.includes(id)) ?? []
  return both.length > 0 ? [...said.slice(0, -1), both] : [...said, people]
}
