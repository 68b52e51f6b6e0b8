/** Gives the members of a household their names, address, telephone and ties to each other. */
import { origins, type Race } from './data/origins.ts'
import type { Origin } from './data/family-names.ts'
import { ageAt, daysInYear, iso, yearOf, type Day } from './days.ts'
import type { Member } from './households.ts'
import { insure } from './insurance.ts'
import {
  drawBirthFamily,
  drawGiven,
  drawGivens,
  drawNickname,
  drawFamily,
  drawOrigin,
  plainName,
} from './names.ts'
import { firstName, fullName, type Person } from './person.ts'
import { Random } from './random.ts'
import { drawMail, drawPlace, phoneNumber, typedPhone } from './whereabouts.ts'

type Ids = Readonly<{ seed: string; today: Day }>

export const firstMrn = 500_001

function blank(ids: Ids, number: number, member: Member, origin: Origin): Person {
  const born = ids.today - member.days
  return {
    number,
    id: new Random(ids.seed, 'patient', number).uuid(),
    mrn: String(firstMrn + number),
    name: plainName('', []),
    origin,
    body: member.body,
    gender: member.body,
    birthSex: member.body === 'female' ? 'F' : 'M',
    born,
    birthDate: iso(born),
    died: null,
    races: [],
    hispanic: null,
    language: 'en',
    interpreter: false,
    marital: '',
    address: null,
    phones: [],
    email: '',
    contact: null,
    birthOrder: member.birthOrder,
    insurance: [],
    active: true,
    duplicateOf: null,
    marks: new Set(member.marks),
  }
}

/** Every member of one household as a patient, numbered from `first`. */
export function drawPeople(
  ids: Ids,
  random: Random,
  members: readonly Member[],
  first: number,
  home: number,
): Person[] {
  const origin = drawOrigin(random)
  const people = members.map((member, index) => blank(ids, first + index, member, origin))
  nameThem(ids, random, members, people)
  const address = drawPlace(random)
  const landline = random.chance((people[0]?.born ?? 0) < -3650 ? 0.6 : 0.1)
  const bond = members.some((member) => member.role === 'partner') ? (random.chance(0.86) ? 'M' : 'T') : ''
  for (const [index, person] of people.entries()) {
    const member = members[index]
    if (!member) continue
    person.address = address
    describe(random, person, people)
    if (landline)
      person.phones.push({ use: 'home', number: phoneNumber(home < 300 ? 600 + home : 60_000 + home) })
    reach(ids, random, person, people[0] ?? person)
    decease(ids, random, person)
    const paired = member.role === 'head' || member.role === 'partner'
    person.marital = drawMarital(random, member.days / daysInYear, paired ? bond : '')
    if (member.role === 'junior' && random.chance(0.5)) person.address = drawPlace(random)
  }
  for (const person of people) person.contact = drawContact(ids, random, person, people)
  insure(random, people, ids.today)
  return people
}

function nameThem(ids: Ids, random: Random, members: readonly Member[], people: Person[]): void {
  const [head] = people
  if (!head) return
  const { origin } = head
  const headFamily = drawBirthFamily(random, origin)
  const partnerOrigin = random.chance(0.74) ? origin : drawOrigin(random)
  const partnerFamily = drawBirthFamily(random, partnerOrigin)
  const partner = members.some((member) => member.role === 'partner')
  const childFamily = !partner
    ? headFamily
    : head.body === 'female'
      ? familyOfChildren(random, partnerOrigin, partnerFamily, headFamily)
      : familyOfChildren(random, origin, headFamily, partnerFamily)
  const taken: string[] = []
  for (const [index, person] of people.entries()) {
    const role = members[index]?.role ?? 'head'
    if (role === 'partner') person.origin = partnerOrigin
    const family = role === 'partner' ? partnerFamily : role === 'child' ? childFamily : headFamily
    const bornIn = yearOf(person.born)
    if (role === 'junior' || role === 'third') {
      person.name = {
        ...head.name,
        given: [...head.name.given],
        nickname: '',
        suffix: role === 'junior' ? 'Jr.' : 'III',
      }
      head.name.suffix = 'Sr.'
      continue
    }
    const given = drawGivens(random, person.origin, person.body, bornIn, family, taken)
    if (members[index + 1]?.role === 'junior' && given.length < 2)
      given.push(drawGiven(random, person.origin, person.body, bornIn))
    taken.push(given[0] ?? '')
    // a child a few days old may not have been given a name yet
    if (person.marks.has('newborn') && random.chance(0.3))
      given.splice(0, given.length, person.body === 'female' ? 'Baby Girl' : 'Baby Boy')
    person.name = { ...plainName(family, given), nickname: drawNickname(random, given[0] ?? '') }
    if (role === 'partner') marry(random, person, head)
    else if (role === 'head' && person.body === 'female' && bornIn < 1992) widowed(random, person)
    if (ids.today - person.born > 30 * daysInYear && random.chance(0.02))
      person.name.prefix = random.pick(['Dr.', 'Dr.', 'Rev.', 'Prof.', 'Capt.'])
    else if (person.body === 'male' && bornIn < 1990 && random.chance(0.025))
      person.name.suffix = random.pick(['Jr.', 'Jr.', 'III', 'II', 'IV'])
  }
}

function familyOfChildren(random: Random, origin: Origin, father: string, mother: string): string {
  const [paternal = father] = father.split(' ')
  const [maternal = mother] = mother.split(' ')
  if (origin === 'hispanic' && !father.startsWith('De') && random.chance(0.5))
    return `${paternal} ${maternal}`
  return random.chance(0.08) ? `${father}-${mother}` : father
}

/** Most wives of older couples took their husband's name, some joined both, and many kept their own. */
function marry(random: Random, person: Person, head: Person): void {
  if (person.body === head.body) return
  const wife = person.body === 'female' ? person : head
  const husband = wife === person ? head : person
  const takes = wife.origin === 'hispanic' || yearOf(wife.born) > 1975 ? 0.42 : 0.72
  const kind = random.chance(takes) ? 'takes' : random.chance(0.14) ? 'joins' : 'keeps'
  if (kind === 'keeps' || wife.name.family === husband.name.family) return
  if (random.chance(0.6)) wife.name.maiden = wife.name.family
  wife.name.family = kind === 'takes' ? husband.name.family : `${wife.name.family}-${husband.name.family}`
}

function widowed(random: Random, person: Person): void {
  if (!random.chance(0.32)) return
  const married = drawFamily(random, random.chance(0.7) ? person.origin : drawOrigin(random))
  if (married === person.name.family) return
  person.name.maiden = person.name.family
  person.name.family = married
}

function describe(random: Random, person: Person, people: readonly Person[]): void {
  const traits = origins[person.origin]
  const races: Race[] =
    traits.race === 'Other'
      ? [random.weighted<Race>({ Other: 52, White: 30, Black: 14, Native: 4 })]
      : [traits.race]
  if (random.chance(0.025)) races.push(random.weighted<Race>({ White: 3, Black: 2, Native: 1, Asian: 1 }))
  person.races = random.chance(0.04) ? [] : [...new Set(races)]
  person.hispanic = random.chance(0.04) ? null : traits.hispanic
  const parent = people[0]
  const young = yearOf(person.born) > 1995 ? 0.35 : 1
  person.language = random.chance(traits.speak * young) ? traits.language : 'en'
  if (parent && parent !== person && yearOf(person.born) > 2008 && random.chance(0.8))
    person.language = parent.language
  if (random.chance(0.004)) person.language = 'ase'
  person.interpreter = person.language !== 'en' && random.chance(person.language === 'ase' ? 1 : 0.6)
}

function reach(ids: Ids, random: Random, person: Person, head: Person): void {
  const age = ageAt(person.born, ids.today)
  const place = person.number < 600 ? person.number : 900 + person.number
  if (age >= 13 && random.chance(age > 84 ? 0.45 : 0.96))
    person.phones.unshift({ use: 'mobile', number: typedPhone(random, phoneNumber(place)) })
  if (age >= 22 && age < 66 && random.chance(0.13))
    person.phones.push({ use: 'work', number: phoneNumber(90_000 + random.int(0, 20_000)) })
  const [parents] = head.phones
  if (age < 13 && parents && ageAt(head.born, ids.today) > 18) person.phones = [parents]
  else if (age < 13 && person.phones.length === 0)
    person.phones.push({ use: 'mobile', number: phoneNumber(place) })
  const likely = age < 13 ? 0 : age < 70 ? 0.78 : age < 85 ? 0.45 : 0.12
  if (random.chance(likely))
    person.email = drawMail(random, firstName(person.name), person.name.family, yearOf(person.born))
}

/** Death by age; the very old of the first block live, so that there is somebody of a hundred. */
function decease(ids: Ids, random: Random, person: Person): void {
  const age = ageAt(person.born, ids.today)
  const risk = age > 99 ? 0 : age > 84 ? 0.13 : age > 74 ? 0.07 : age > 60 ? 0.025 : age > 35 ? 0.006 : 0
  const draw = random.chance(risk)
  const ago = Math.round(15 + 1300 * random.unit() ** 1.5)
  if (draw && !person.marks.has('long-chart')) die(person, ids.today - ago)
}

export function die(person: Person, on: Day): void {
  person.died = Math.max(on, person.born + 1)
  person.active = false
  person.marks.add('died')
}

function drawMarital(random: Random, age: number, bond: Person['marital']): Person['marital'] {
  if (age < 18) return random.chance(0.6) ? 'S' : ''
  if (bond !== '') return bond
  if (age < 27) return random.weighted({ S: 92, M: 5, T: 3 })
  if (age > 70) return random.weighted({ W: 58, M: 14, D: 18, S: 10 })
  return random.weighted({ S: 52, M: 22, D: 15, L: 3, T: 4, W: 4 })
}

/** Who stands by people under 42, and from then on. */
const strangers = [
  ['Mother', 'Mother', 'Father', 'Sister', 'Brother', 'Friend', 'Partner'],
  ['Daughter', 'Daughter', 'Son', 'Sister', 'Brother', 'Friend', 'Niece', 'Nephew', 'Neighbor'],
] as const

/** Whom to call: somebody of the household, or somebody elsewhere. */
function drawContact(ids: Ids, random: Random, person: Person, people: readonly Person[]): Person['contact'] {
  if (!random.chance(0.9)) return null
  const child = ageAt(person.born, ids.today) < 18
  const grown = people.find((each) => each !== person && ageAt(each.born, ids.today) >= 19)
  if (grown && (child || random.chance(0.75))) {
    const parent = grown.body === 'female' ? 'Mother' : 'Father'
    const spouse = person.marital === 'T' ? 'Partner' : 'Spouse'
    const near = Math.abs(grown.born - person.born) < 16 * daysInYear
    return {
      name: fullName(grown.name),
      relationship: child ? parent : near ? spouse : grown.born < person.born ? 'Father' : 'Son',
      phone: grown.phones[0]?.number ?? '',
    }
  }
  const relationship = child
    ? random.pick(['Mother', 'Father', 'Grandmother', 'Guardian'])
    : random.pick(strangers[ageAt(person.born, ids.today) < 42 ? 0 : 1])
  const body = /mother|sister|daughter|niece/i.test(relationship) ? 'female' : 'male'
  const given = drawGiven(random, person.origin, body, child ? 1985 : random.int(1945, 1990))
  const family = random.chance(0.55) ? person.name.family : drawFamily(random, drawOrigin(random))
  return {
    name: `${given} ${family}`,
    relationship,
    phone: random.chance(0.93) ? phoneNumber(120_000 + random.int(0, 20_000)) : '',
  }
}
