/** Draws names: which family, which generation, and what life has done to them since. */
import { familyNames, type Origin } from './data/family-names.ts'
import { eras, famous, givenEnds, givenStarts, nicknames } from './data/given-names-american.ts'
import { worldGiven } from './data/given-names-world.ts'
import { surnameParts } from './data/name-parts.ts'
import { origins } from './data/origins.ts'
import type { Body, PersonName } from './person.ts'
import type { Random } from './random.ts'

const originWeights = Object.fromEntries(
  Object.entries(origins).map(([origin, traits]) => [origin, traits.weight]),
) as Record<Origin, number>

export const drawOrigin = (random: Random): Origin => random.weighted(originWeights)

/** One surname; some are put together from parts, so that there are as many as a large practice has. */
export function drawFamily(random: Random, origin: Origin): string {
  const parts = surnameParts[origin]
  const composed = origin === 'hispanic' || origin === 'portuguese' ? 0.04 : 0.12
  if (parts && random.chance(composed)) return random.pick(parts[0]) + random.pick(parts[1])
  const family = random.early<string>(familyNames[origin])
  // some keyboards write it so
  return family.includes("'") && random.chance(0.15) ? family.replace("'", '’') : family
}

/** The surname a person is born with: two of them where that is the custom. */
export function drawBirthFamily(random: Random, origin: Origin): string {
  const family = drawFamily(random, origin)
  const two = origin === 'hispanic' ? 0.42 : origin === 'portuguese' || origin === 'filipino' ? 0.22 : 0.012
  if (!random.chance(two)) return family
  const second = drawFamily(random, origin)
  if (second === family) return family
  return origin === 'hispanic' || origin === 'portuguese' ? `${family} ${second}` : `${family}-${second}`
}

function americanGiven(random: Random, body: Body, bornIn: number): string {
  if (bornIn > 1975 && random.chance(0.055)) return random.pick(givenStarts) + random.pick(givenEnds[body])
  const era = eras.find((each) => bornIn <= each.until) ?? eras[0]
  return random.early((era as (typeof eras)[number])[body], 14)
}

export function drawGiven(random: Random, origin: Origin, body: Body, bornIn: number): string {
  const own = worldGiven[origin]
  if (!own) return americanGiven(random, body, bornIn)
  const [old, young] = origins[origin].ownGiven
  const share = Math.max(0, Math.min(1, (bornIn - 1950) / 70))
  return random.chance(old + (young - old) * share)
    ? random.early(own[body], 12)
    : americanGiven(random, body, bornIn)
}

/** Given names, with a middle name or initial as often as charts have one. */
export function drawGivens(
  random: Random,
  origin: Origin,
  body: Body,
  bornIn: number,
  family: string,
  taken: readonly string[],
): string[] {
  let first = drawGiven(random, origin, body, bornIn)
  for (let tries = 0; tries < 20 && (taken.includes(first) || famous.has(`${first} ${family}`)); tries++)
    first = drawGiven(random, origin, body, bornIn)
  if (!random.chance(0.62)) return [first]
  const middle = drawGiven(random, origin, body, bornIn)
  if (middle === first) return [first]
  return [first, random.chance(0.42) ? middle.slice(0, 1) : middle]
}

export function drawNickname(random: Random, first: string): string {
  const usual = nicknames[first]
  return usual !== undefined && random.chance(0.3) ? usual : ''
}

export const plainName = (family: string, given: string[]): PersonName => ({
  family,
  given,
  prefix: '',
  suffix: '',
  nickname: '',
  maiden: '',
  chosen: [],
})

/** More than sixty characters, as some are: several given names and two surnames. */
const longOrigins = ['hispanic', 'portuguese', 'southAsian', 'french', 'arabic', 'filipino'] as const

export function lengthen(random: Random, name: PersonName, body: Body, own: Origin): void {
  const origin = longOrigins.find((each) => each === own) ?? random.pick(longOrigins)
  const pool = worldGiven[origin]?.[body] ?? []
  const given = new Set<string>()
  while (given.size < 4) given.add(random.pick(pool))
  const surnames = [...familyNames[origin]].sort((a, b) => b.length - a.length).slice(0, 14)
  let family = `${random.pick(surnames)}-${random.pick(surnames)}`
  while ([...given].join(' ').length + family.length < 62)
    family += ` ${random.chance(0.4) ? 'de la ' : ''}${random.pick(surnames)}`
  name.given = [...given]
  name.family = family
  name.nickname = ''
  name.maiden = ''
}

/** A slip of the finger: two letters change places, or one is doubled or lost. */
export function mistype(random: Random, text: string): string {
  const at = text.length < 4 ? 1 : random.int(1, text.length - 3)
  const [one = '', two = ''] = [text[at], text[at + 1]]
  const kind = random.weighted({ swap: 3, double: 1, drop: 1 })
  if (kind === 'swap' && one !== two && two !== '') return text.slice(0, at) + two + one + text.slice(at + 2)
  return kind === 'drop' && text.length > 3
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + one + text.slice(at)
}
