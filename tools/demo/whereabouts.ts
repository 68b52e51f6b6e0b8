/** Addresses, telephone numbers and mail: believable, and none of them real. */
import {
  farAreas,
  farTowns,
  homeAreas,
  mailHosts,
  shelter,
  streetKinds,
  streetWords,
  towns,
} from './data/places.ts'
import type { Place } from './person.ts'
import type { Random } from './random.ts'

const townNames = Object.fromEntries(towns.map((town) => [town.name, town.weight]))
const townOf = new Map(towns.map((town) => [town.name, town]))

export function drawPlace(random: Random): Place {
  const away = random.chance(0.012)
  const town = away ? random.pick(farTowns) : townOf.get(random.weighted(townNames))
  if (!town) throw new Error('a town without a name')
  const street = `${random.pick(streetWords)} ${random.pick(streetKinds)}`
  const number = 2 + Math.floor(random.unit() ** 1.6 * 420)
  const odd = random.chance(0.04) ? random.pick(['½', 'A', 'R']) : ''
  const inside = random.chance(0.27)
    ? random.pick([
        `Apt ${random.int(1, 48)}`,
        `Apt ${random.int(1, 6)}${random.pick(['A', 'B', 'C', 'L', 'R'])}`,
        `Unit ${random.int(1, 30)}`,
        `Fl ${random.int(2, 3)}`,
        `# ${random.int(101, 512)}`,
      ])
    : ''
  const zip = random.pick(town.zips)
  return {
    line1: random.chance(0.02) ? `PO Box ${random.int(11, 999)}` : `${number}${odd} ${street}`,
    line2: inside,
    city: town.name,
    state: town.state,
    zip: random.chance(0.1) ? `${zip}-${random.int(1001, 9899)}` : zip,
  }
}

export const shelterPlace = (): Place => ({
  line1: shelter.line,
  line2: `c/o ${shelter.name}`,
  city: shelter.town,
  state: 'MA',
  zip: shelter.zip,
})

/**
 * 555-0100 to 555-0199 are kept for fiction in every area code (ATIS-0300115), so there are only a hundred in each.
 * The first numbers asked for are different ones of the practice's own area; later ones come from all over the country.
 */
export function phoneNumber(place: number): string {
  const home = homeAreas.length * 100
  const mixed = place < home ? (place * 373) % home : (place * 4973) % (farAreas.length * 100)
  const area = place < home ? homeAreas[Math.floor(mixed / 100)] : farAreas[Math.floor(mixed / 100)]
  return `${area}-555-01${String(mixed % 100).padStart(2, '0')}`
}

/** As different people type it. */
export function typedPhone(random: Random, number: string): string {
  const kind = random.weighted({ dashes: 90, brackets: 5, bare: 3, country: 2 })
  const [area = '', exchange = '', line = ''] = number.split('-')
  if (kind === 'brackets') return `(${area}) ${exchange}-${line}`
  if (kind === 'bare') return area + exchange + line
  return kind === 'country' ? `+1 ${area} ${exchange} ${line}` : number
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/[^a-z]/g, '')

export function drawMail(random: Random, given: string, family: string, bornIn: number): string {
  const [first, last] = [plain(given), plain(family).slice(0, 24)]
  const digits = random.chance(0.45) ? String(random.chance(0.6) ? bornIn % 100 : random.int(1, 999)) : ''
  const name = random.pick([
    `${first}.${last}`,
    `${first.slice(0, 1)}${last}`,
    `${first}${last.slice(0, 1)}`,
    `${last}.${first}`,
  ])
  return `${name.replace(/^\.|\.$/g, '')}${digits}@${random.pick(mailHosts)}`
}
