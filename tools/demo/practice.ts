/**
 * The demo practice: an outpatient clinic north of Boston that does not exist, as FHIR R4 resources (US Core 6).
 * Everything follows from the seed and the day; nothing here reads the clock.
 */
import type { Resource } from '@medplum/fhirtypes'
import { drawPregnancies, drawStart, planVisits } from './chart/calendar.ts'
import { allergyResources } from './chart/allergies.ts'
import type { Chart } from './chart/chart.ts'
import { live } from './chart/life.ts'
import { drawIllnesses, drawTraits } from './chart/traits.ts'
import { ageAt, readDay, type Day } from './days.ts'
import { makeDirectory, type Clinician, type Directory, type Place3 } from './directory.ts'
import { coverageResources, patientResource } from './patient.ts'
import type { Person } from './person.ts'
import { population } from './population.ts'
import { Random } from './random.ts'

export type DemoOptions = Readonly<{
  /** How many. Patient number k is the same person however many there are. */
  patients: number
  seed: number | string
  /** YYYY-MM-DD; the charts end the day before. */
  today: string
  /**
   * `index`: demographics, insurance and at most two allergies, for measuring search in a very large practice; a long
   * chart, where there is one, is whole all the same.
   */
  depth?: 'full' | 'index'
  /** Patient number 0 gets some 23 years of chart with more than 600 encounters. */
  longChart?: boolean
}>

export type DemoResource = Readonly<{ resourceType: Resource['resourceType']; json: string }>

/** Who looks after somebody, and where: the same for a whole household. */
function homeOf(seed: string, person: Person, directory: Directory, today: Day): [Clinician, Place3] {
  const random = new Random(
    seed,
    'home',
    person.address ? person.address.line1 + person.address.city : person.number,
  )
  const key = random.weighted({ salem: 42, beverly: 32, lynn: 26 })
  const site = directory.sites.find((each) => each.key === key)
  const young = ageAt(person.born, today) < 18
  const able = directory.staff.filter((each) => {
    const sees = each.row?.patients
    return (
      each.row?.sites.includes(key) === true &&
      (sees === 'everyone' || sees === (young ? 'children' : 'adults'))
    )
  })
  if (!site || able.length === 0) throw new Error('nobody to look after the patient')
  // a child's doctor is a paediatrician, where there is one
  const own = young ? able.filter((each) => each.row?.patients === 'children') : able
  return [random.pick(own.length > 0 && random.chance(0.7) ? own : able), site]
}

function* patientResources(
  seed: string,
  person: Person,
  directory: Directory,
  today: Day,
  options: DemoOptions,
): Generator<Resource> {
  const [primary, site] = homeOf(seed, person, directory, today)
  const coverages = coverageResources(seed, person, today, directory)
  if (options.longChart !== true) person.marks.delete('long-chart')
  const full = options.depth !== 'index' || person.marks.has('long-chart')
  yield patientResource(seed, person, today, directory, primary)
  yield* coverages
  yield* allergyResources(seed, person, today, primary.reference, full ? 99 : 2)
  if (!full) return
  const chart = openChart(seed, person, directory, today, primary, site)
  const active = coverages.find((each) => each.status === 'active')
  live(chart, planVisits(chart), {
    coverageId: active?.id ?? null,
    payer: (active?.payor[0] as Payer) ?? null,
  })
  yield* chart.resources
}

type Payer = Parameters<typeof live>[2]['payer']

function openChart(
  seed: string,
  person: Person,
  directory: Directory,
  today: Day,
  primary: Clinician,
  site: Place3,
): Chart {
  const random = new Random(seed, 'chart', person.number)
  const end = person.died ?? today - 1
  const traits = drawTraits(random, person, today)
  const illnesses = drawIllnesses(random, person, traits, end)
  const start = Math.min(drawStart(random, person, end), end)
  return {
    seed,
    person,
    directory,
    random,
    ids: new Random(seed, 'ids', person.number),
    today,
    start,
    end,
    primary,
    site,
    patient: { reference: `Patient/${person.id}` },
    traits,
    illnesses,
    resources: [],
    offsets: new Map(),
    pregnancies: drawPregnancies(random, person, start, end),
    taking: new Map(),
    problems: new Map(),
  }
}

const write = (resource: Resource): DemoResource => ({
  resourceType: resource.resourceType,
  json: JSON.stringify(resource),
})

/**
 * Organizations, places and practitioners first, then patient by patient. Only a hundred people and one chart are held
 * at a time. Throws for a day that is none.
 */
export function* demoPractice(options: DemoOptions): Generator<DemoResource> {
  const seed = String(options.seed)
  const today = readDay(options.today)
  const directory = makeDirectory(seed)
  for (const resource of directory.resources) yield write(resource)
  for (const person of population(seed, options.patients, today))
    for (const resource of patientResources(seed, person, directory, today, options)) yield write(resource)
}
