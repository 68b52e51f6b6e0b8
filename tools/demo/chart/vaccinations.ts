/** Immunizations: the childhood series, the yearly ones, and those of age; given here, elsewhere, or refused. */
import type { CodeableConcept, Immunization } from '@medplum/fhirtypes'
import { childSchedule, vaccines, type Vaccine } from '../data/vaccines.ts'
import { dayOf, daysInYear, instant, iso, partsOf, yearOf, yearsBetween, type Day } from '../days.ts'
import { coding, conceptOf, hl7, quantity, systems } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'

const concepts = new Map<string, CodeableConcept>()
function conceptFor(vaccine: Vaccine): CodeableConcept {
  let made = concepts.get(vaccine.key)
  if (!made) {
    made = conceptOf(vaccine.name, coding(systems.cvx, vaccine.cvx, vaccine.name))
    concepts.set(vaccine.key, made)
  }
  return made
}

const routes: Readonly<Record<string, string>> = {
  IM: 'Injection, intramuscular',
  SC: 'Injection, subcutaneous',
  PO: 'Swallow, oral',
}
const sites = [
  ['LA', 'left arm'],
  ['RA', 'right arm'],
  ['LT', 'left thigh'],
  ['RT', 'right thigh'],
] as const

/** Given on `day`: at a visit of that day, or elsewhere and told later. */
function give(chart: Chart, key: string, day: Day, visit: Visit | null, dose: number): void {
  const vaccine = vaccines.get(key)
  if (!vaccine || day > chart.end) return
  const { random } = chart
  const young = day - chart.person.born < 700
  const [code, words] = random.pick(young ? sites.slice(2) : sites.slice(0, 2))
  const refused = visit !== null && random.chance(0.022)
  const made: Immunization = {
    resourceType: 'Immunization',
    id: chart.ids.uuid(),
    status: refused ? 'not-done' : 'completed',
    ...(refused && {
      statusReason: random.chance(0.8)
        ? {
            coding: [coding(hl7('v3-ActReason'), 'PATOBJ', 'patient objection')],
            text: random.pick(['Parent declined', 'Patient declined', 'Wants to think about it']),
          }
        : { coding: [coding(hl7('v3-ActReason'), 'OSTOCK', 'product out of stock')], text: 'Out of stock' },
    }),
    vaccineCode: conceptFor(vaccine),
    patient: chart.patient,
    ...(visit && { encounter: { reference: `Encounter/${visit.encounter.id}` } }),
    occurrenceDateTime: visit ? instant(visit.day, visit.minute + 22) : iso(day),
    primarySource: visit !== null,
    ...(visit === null && {
      reportOrigin: {
        coding: [coding(hl7('immunization-origin'), random.chance(0.7) ? 'provider' : 'recall')],
        text: 'State registry',
      },
    }),
    ...(!refused &&
      visit && {
        lotNumber: `${random.pick(['U', 'T', 'X', 'EW', 'FP'])}${random.digits(4)}${random.pick(['AA', 'B', 'C', ''])}`,
        expirationDate: iso(visit.day + random.int(60, 500)),
        manufacturer: { display: vaccine.maker },
        route: {
          coding: [
            coding(
              hl7('v3-RouteOfAdministration'),
              vaccine.route === 'IM' ? 'IM' : vaccine.route === 'PO' ? 'PO' : 'SQ',
              routes[vaccine.route],
            ),
          ],
          text: routes[vaccine.route] ?? '',
        },
        ...(vaccine.route !== 'PO' && {
          site: { coding: [coding(hl7('v3-ActSite'), code, words)], text: words },
        }),
        doseQuantity: quantity(vaccine.milliliters, 'mL'),
        performer: [{ actor: visit.clinician.reference }],
      }),
    ...(dose > 0 && !refused && { protocolApplied: [{ doseNumberPositiveInt: dose }] }),
  }
  chart.resources.push(made)
  if (visit) visit.facts.push(refused ? `${vaccine.name} declined` : `${vaccine.name} given`)
}

type Due = { key: string; day: Day; dose: number }

/** Everything that falls due in a life, with the day it does. */
function everythingDue(chart: Chart): Due[] {
  const { person, random, end } = chart
  const due: Due[] = []
  const doses = new Map<string, number>()
  const put = (key: string, day: Day) => {
    const dose = (doses.get(key) ?? 0) + 1
    doses.set(key, dose)
    due.push({ key, day, dose })
  }
  const age = yearsBetween(person.born, end)
  // adults' childhood vaccines are on paper somewhere
  if (age < 23)
    for (const [months, keys] of childSchedule) {
      const day = person.born + Math.round(months * 30.4375) + (months === 0 ? 0 : random.int(0, 12))
      for (const key of keys) if (random.chance(0.965)) put(key, day)
    }
  if (age < 1.5 && person.born > dayOf(2023, 9, 1)) put('nirsevimab', person.born + 2)
  if (age > 23) put(random.chance(0.75) ? 'tdap' : 'td', end - random.int(40, 3300))
  if (age > 51 && random.chance(0.55)) {
    const first = person.born + Math.round(random.between(50.2, Math.min(68, age)) * daysInYear)
    const after = Math.max(first, dayOf(2018, 3, 1))
    put('shingrix', after)
    put('shingrix', after + random.int(62, 170))
  }
  if (age > 66 && random.chance(0.75))
    put(
      random.chance(0.6) ? 'pcv20' : 'ppsv',
      Math.max(dayOf(2021, 11, 1), person.born + Math.round(65.3 * daysInYear)) + random.int(0, 300),
    )
  if (age > 75 && random.chance(0.4)) put('rsv', dayOf(2023, 10, 1) + random.int(0, 700))
  if (age > 12 && random.chance(0.78)) {
    const first = dayOf(2021, 2, 10) + random.int(0, 150)
    const key = random.chance(0.6) ? 'covid' : 'covidm'
    put(key, first)
    put(key, first + 24)
    if (random.chance(0.5)) put(key, first + random.int(190, 320))
    if (random.chance(0.3)) put('covid24', dayOf(2023, 10, 5) + random.int(0, 90))
  }
  const many = chart.traits.adherence
  const long = person.marks.has('long-chart')
  const [today] = partsOf(end)
  for (
    let each = Math.max(yearOf(chart.start) - 1, yearOf(person.born) + 1, long ? 0 : today - 4);
    each <= today;
    each++
  )
    if (random.chance(0.1 + 0.5 * many))
      put(
        yearsBetween(person.born, dayOf(each, 9, 15)) > 65 ? 'fluhigh' : each >= 2024 ? 'flu3' : 'flu',
        dayOf(each, 9, 12) + random.int(0, 95),
      )
  return due.filter((each) => each.day >= person.born && each.day <= end).sort((a, b) => a.day - b.day)
}

/** Each vaccine is given at the next visit in the office, if one comes within a month or so; else somewhere else. */
export function vaccinate(chart: Chart, visits: readonly Visit[]): void {
  const able = visits.filter((visit) =>
    ['new', 'physical', 'well-child', 'follow-up', 'nurse', 'prenatal'].includes(visit.kind),
  )
  const perVisit = new Map<Visit, Set<string>>()
  for (const { key, day, dose } of everythingDue(chart)) {
    const visit = able.find((each) => each.day >= day - 12 && each.day <= day + 45)
    const given = visit ? (perVisit.get(visit) ?? new Set()) : null
    if (visit && given && !given.has(key)) {
      given.add(key)
      perVisit.set(visit, given)
      give(chart, key, visit.day, visit, dose)
    } else give(chart, key, day, null, dose)
  }
}
