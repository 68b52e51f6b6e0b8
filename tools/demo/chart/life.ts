/** Goes through a life visit by visit, and writes what each one leaves in the chart. */
import type { Claim } from '@medplum/fhirtypes'
import { drugOf, suited } from '../data/drugs.ts'
import { yearOf, type Day } from '../days.ts'
import { bill } from './billing.ts'
import type { Chart, Visit } from './chart.ts'
import { measureAtBirth, measureElsewhere, thriving } from './childhood.ts'
import { ageOf } from './course.ts'
import { letters, writeNote } from './documents.ts'
import { missedVisit, openVisit, type Planned } from './encounters.ts'
import { runPanels } from './laboratory.ts'
import { due } from './panels-due.ts'
import { planCare } from './plans.ts'
import { diagnose, list, mistake, note } from './problems.ts'
import { hospitalProcedure, pastOperations, perform, screen, treatByHand } from './procedures.ts'
import { ask } from './surveys.ts'
import { equip, refer, trace } from './things.ts'
import type { Illness } from './traits.ts'
import { follow, prescribe, renew, tellOverTheCounter } from './treatment.ts'
import { vaccinate } from './vaccinations.ts'
import { takeVitals } from './vitals.ts'

export type Payment = Readonly<{ coverageId: string | null; payer: NonNullable<Claim['insurer']> | null }>

export function live(chart: Chart, planned: readonly Planned[], payment: Payment): void {
  pastOperations(chart)
  measureAtBirth(chart)
  measureElsewhere(chart)
  const drawn = new Map<string, Day>()
  const visits: Visit[] = []
  for (const plan of planned) {
    const visit = openVisit(chart, plan)
    visits.push(visit)
    attend(chart, visit, visits.length === 1, drawn)
    visit.taking = [...chart.taking.values()].map(({ drug }) => `- ${drug.name}: ${drug.sig}`)
  }
  vaccinate(chart, visits)
  for (const visit of visits) {
    writeNote(chart, visit)
    bill(chart, visit, payment.coverageId, payment.payer)
  }
  letters(chart, visits)
  planCare(chart)
  equip(chart)
  trace(chart, chart.start)
  const [first] = visits
  if (first && chart.random.chance(0.025)) mistake(chart, first)
  if (chart.random.chance(0.12) && chart.end - chart.start > 60)
    missedVisit(chart, chart.random.int(chart.start, chart.end))
}

function attend(chart: Chart, visit: Visit, first: boolean, drawn: Map<string, Day>): void {
  meetIllnesses(chart, visit, first)
  if (first) beginnings(chart, visit)
  if (visit.reason !== 'INR check') takeVitals(chart, visit)
  sickness(chart, visit)
  expecting(chart, visit)
  hospital(chart, visit)
  thriving(chart, visit)
  stepUp(chart, visit)
  runPanels(chart, visit, due(chart, visit, drawn))
  if (visit.kind === 'physical' || visit.kind === 'well-child') screen(chart, visit)
  treatByHand(chart, visit)
  ask(chart, visit)
  if (visit.kind === 'physical' || visit.kind === 'follow-up') renew(chart, visit)
}

/** What is already known comes on the list at the first visit; what begins later, at the next visit after. */
function meetIllnesses(chart: Chart, visit: Visit, first: boolean): void {
  if (visit.kind === 'emergency' || visit.kind === 'nurse') return
  const { random } = chart
  for (const illness of chart.illnesses) {
    if (illness.found !== null || illness.onset > visit.day) continue
    list(chart, visit, illness)
    const { way } = illness
    const treats = way !== null && way.length > 0 && random.chance(0.9)
    if (first && treats) {
      const known = visit.day - illness.onset
      illness.step = Math.min(way.length - 1, Math.floor(random.unit() * (1 + known / 1200)))
      illness.treated = illness.onset + Math.min(60, known)
      illness.changed = illness.treated
      follow(chart, visit, illness, Math.max(illness.onset, visit.day - random.int(30, 1200)))
    } else if (treats) follow(chart, visit, illness)
    const [specialty] = illness.about.refer
    if (specialty !== undefined && random.chance(first ? 0.12 : 0.4))
      refer(chart, visit, specialty, illness.about.name)
  }
}

function beginnings(chart: Chart, visit: Visit): void {
  const { person } = chart
  if (ageOf(chart, visit.day) > 24) tellOverTheCounter(chart, visit)
  if (person.marks.has('preterm'))
    note(
      chart,
      visit,
      { name: 'Preterm newborn, 34 completed weeks of gestation', icd: 'P07.37', snomed: null },
      person.born,
      person.born + 730,
    )
  if (person.marks.has('shelter'))
    note(
      chart,
      visit,
      { name: 'Sheltered homelessness', icd: 'Z59.01', snomed: '32911000' },
      visit.day - 60,
      null,
    )
}

function sickness(chart: Chart, visit: Visit): void {
  const { acute } = visit
  if (!acute) return
  const made = diagnose(chart, visit, acute)
  const given = acute.given.length > 0 ? chart.random.pick(acute.given) : []
  for (const adult of given) {
    const key = suited(adult, ageOf(chart, visit.day), yearOf(visit.day))
    if (key === null || chart.taking.has(key)) continue
    const drug = drugOf(key)
    prescribe(
      chart,
      visit,
      key,
      { text: acute.name, reference: `Condition/${made.id}` },
      { until: visit.day + Math.max(3, Math.min(30, drug.days)) },
    )
    visit.plan.push(`${drug.name}: ${drug.sig}`)
  }
  const [specialty] = acute.refer
  if (specialty !== undefined) refer(chart, visit, specialty, acute.name)
}

function expecting(chart: Chart, visit: Visit): void {
  const now = chart.pregnancies.find((each) => visit.day >= each.began && visit.day <= each.ends + 80)
  if (!now || (visit.kind !== 'prenatal' && visit.reason !== 'Postpartum visit')) return
  const list = [...chart.problems.keys()]
  if (visit.kind === 'prenatal' && !list.includes('pregnancy')) {
    const made = note(
      chart,
      visit,
      { name: 'Normal pregnancy', icd: 'Z34.90', snomed: '72892002' },
      now.began,
      now.ends,
    )
    chart.problems.set('pregnancy', made)
    if (!chart.taking.has('prenatal'))
      prescribe(chart, visit, 'prenatal', { text: 'Normal pregnancy', reference: `Condition/${made.id}` })
  }
  if (now.diabetes && visit.weeks >= 25 && !list.includes('gestational')) {
    const made = note(
      chart,
      visit,
      { name: 'Gestational diabetes', icd: 'O24.419', snomed: '11687002' },
      visit.day,
      now.ends,
    )
    chart.problems.set('gestational', made)
  }
  visit.facts.push(visit.kind === 'prenatal' ? `${visit.weeks} weeks` : 'six weeks after birth')
}

const inpatient: Readonly<Record<string, readonly [icd: string, snomed: string | null]>> = {
  Pneumonia: ['J18.9', '233604007'],
  Cellulitis: ['L03.90', null],
  Appendicitis: ['K35.80', '74400008'],
  Gallstones: ['K80.20', null],
  'Heart failure exacerbation': ['I50.33', null],
  'COPD exacerbation': ['J44.1', null],
  'Non-ST elevation myocardial infarction': ['I21.4', null],
  'Rapid atrial fibrillation': ['I48.91', '49436004'],
  'Hip fracture': ['S72.002A', null],
  'Urinary tract infection with confusion': ['N39.0', '68566005'],
  Dehydration: ['E86.0', '34095006'],
  'Asthma attack': ['J45.901', null],
}

function hospital(chart: Chart, visit: Visit): void {
  if (visit.kind !== 'admission') return
  const known = inpatient[visit.reason]
  if (known)
    note(
      chart,
      visit,
      { name: visit.reason, icd: known[0], snomed: known[1] },
      visit.day,
      visit.day + Math.max(5, visit.stay),
    )
  const key = hospitalProcedure[visit.reason]
  if (key !== undefined) perform(chart, key, visit.day, visit, visit.reason)
}

/** Not at goal after three months or more: the next step of treatment. The sicker, and the readier to take it, the likelier. */
function stepUp(chart: Chart, visit: Visit): void {
  if (visit.kind !== 'follow-up' && visit.kind !== 'physical' && visit.kind !== 'telehealth') return
  for (const illness of chart.illnesses) {
    if (
      illness.found !== null &&
      illness.treated === null &&
      illness.way !== null &&
      chart.random.chance(0.5)
    )
      follow(chart, visit, illness)
    if (!ready(illness, visit.day)) continue
    if (!chart.random.chance(0.12 + 0.3 * illness.severity)) continue
    illness.step += 1
    illness.changed = visit.day
    visit.plan.push(`${illness.about.name}: not at goal.`)
    follow(chart, visit, illness)
  }
}

const ready = (illness: Illness, day: Day) =>
  illness.found !== null &&
  illness.treated !== null &&
  illness.way !== null &&
  illness.step < illness.way.length - 1 &&
  day - illness.changed > 85
