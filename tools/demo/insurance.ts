/** Who pays: by age and household, as coverage is spread in Massachusetts. */
import { payers, type PayerRow } from './data/organizations.ts'
import { dayOf, daysInYear, yearOf, yearsBetween, type Day } from './days.ts'
import { fullName, type Insurance, type Person } from './person.ts'
import type { Random } from './random.ts'

const letters = 'ACDEFGHJKMNPQRTUVWXY'
const rowOf = (key: string): PayerRow => {
  const row = payers.find((each) => each.key === key)
  if (!row) throw new Error(`no payer ${key}`)
  return row
}

const drawNumber = (random: Random, pattern: string) =>
  pattern.replace(/[#@]/g, (mark) =>
    mark === '#' ? String(random.int(0, 9)) : (letters[random.int(0, letters.length - 1)] ?? ''),
  )

function policy(random: Random, key: string, from: Day, holder: Person): Insurance {
  const row = rowOf(key)
  return {
    payer: key,
    plan: random.pick(row.plans),
    memberId: drawNumber(random, row.member),
    group: row.type[0] === 'EHCPOL' ? `G${random.digits(5)}` : '',
    relationship: 'self',
    holder: null,
    holderName: fullName(holder.name),
    from,
    to: null,
  }
}

/** Plans begin in January, or when somebody takes up work. */
const planStart = (random: Random, today: Day) =>
  dayOf(yearOf(today) - random.int(0, 5), random.chance(0.65) ? 1 : random.int(2, 9), 1)

function olderThan65(random: Random, person: Person, today: Day): Insurance[] {
  const from = Math.max(person.born + Math.round(65 * daysInYear), today - 9000)
  const kind = random.weighted({ supplement: 44, advantage: 31, dual: 12, only: 9, working: 4 })
  if (kind === 'advantage') return [policy(random, 'advantage', planStart(random, today), person)]
  const medicare = policy(random, 'medicare', from, person)
  if (kind === 'supplement') return [medicare, policy(random, 'supplement', from, person)]
  if (kind === 'dual') return [medicare, policy(random, 'medicaid', planStart(random, today), person)]
  if (kind === 'working') return [policy(random, 'baycolony', planStart(random, today), person), medicare]
  return [medicare]
}

const commercials = { baycolony: 40, granite: 30, minuteman: 12, fishermen: 6, threecapes: 12 } as const

/** Everybody's insurance in one household; children and spouses are on the policy of the one who works. */
export function insure(random: Random, people: readonly Person[], today: Day): void {
  const kind = random.weighted({ commercial: 62, medicaid: 27, none: 7, split: 4 })
  const holder = people.find((person) => {
    const age = yearsBetween(person.born, today)
    return age >= 19 && age < 65
  })
  const shared =
    holder && kind !== 'none'
      ? policy(
          random,
          kind === 'medicaid' ? 'medicaid' : random.weighted(commercials),
          planStart(random, today),
          holder,
        )
      : null
  for (const person of people) {
    const age = yearsBetween(person.born, today)
    if (age >= 65) person.insurance = random.chance(0.985) ? olderThan65(random, person, today) : []
    else if (person === holder) person.insurance = shared ? [shared] : []
    else if (shared && holder && (age < 26 || random.chance(0.7)))
      person.insurance = [dependent(random, shared, person, holder, age)]
    else if (!holder && random.chance(0.94))
      person.insurance = [
        policy(
          random,
          random.chance(0.35) ? 'medicaid' : random.weighted(commercials),
          planStart(random, today),
          person,
        ),
      ]
    if (kind === 'split' && age < 26 && person !== holder && person.insurance.length === 1)
      person.insurance.push(policy(random, 'medicaid', planStart(random, today), person))
    former(random, person, today)
    if (person.died !== null) for (const each of person.insurance) each.to ??= person.died
  }
}

/** Medicaid gives each member a number; an employer's plan numbers the family. */
function dependent(
  random: Random,
  shared: Insurance,
  person: Person,
  holder: Person,
  age: number,
): Insurance {
  if (shared.payer === 'medicaid')
    return policy(random, 'medicaid', Math.max(shared.from, person.born), person)
  return {
    ...shared,
    memberId: `${shared.memberId}-0${random.int(2, 6)}`,
    relationship: age < 26 ? 'child' : 'spouse',
    holder: holder.number,
    from: Math.max(shared.from, person.born),
  }
}

/** Some changed insurance and the old one is still in the file. */
function former(random: Random, person: Person, today: Day): void {
  const [first] = person.insurance
  if (!first || first.from - person.born < 800 || !random.chance(0.12)) return
  const before = policy(random, random.weighted(commercials), first.from - random.int(400, 1500), person)
  person.insurance.push({
    ...before,
    from: Math.max(before.from, person.born),
    to: Math.min(first.from - 1, today),
  })
}
