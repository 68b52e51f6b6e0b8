/** Prescriptions: begun, stepped up, renewed, stopped. */
import type { CodeableConcept, Medication, MedicationRequest } from '@medplum/fhirtypes'
import { drugOf, overTheCounter, suited, type Drug } from '../data/drugs.ts'
import { instant, iso, yearOf, type Day } from '../days.ts'
import { coding, conceptOf, hl7, period, systems } from '../fhir.ts'
import { add, encounterReference, type Chart, type Prescription, type Visit } from './chart.ts'
import { ageOf } from './course.ts'
import { hasIllness, type Illness } from './traits.ts'

/** SNOMED CT codes of routes, those known for sure. */
const routes: Readonly<Record<string, string>> = {
  oral: '26643006',
  inhalation: '447694001',
  subcutaneous: '34206005',
  topical: '6064005',
  nasal: '46713006',
  ophthalmic: '54485002',
  sublingual: '37839007',
  intramuscular: '78421000',
  transdermal: '45890007',
}

const drugConcepts = new Map<string, CodeableConcept>()
export function drugConcept(drug: Drug): CodeableConcept {
  let made = drugConcepts.get(drug.key)
  if (!made) {
    made = conceptOf(drug.name, drug.rxnorm === null ? null : coding(systems.rxnorm, drug.rxnorm, drug.name))
    drugConcepts.set(drug.key, made)
  }
  return made
}

type Reason = Readonly<{ text: string; reference: string }>

/** `began` is the day it was first taken, where that was before the chart; `until` ends a short course. */
export function prescribe(
  chart: Chart,
  visit: Visit,
  key: string,
  reason: Reason | null,
  dates: Readonly<{ began?: Day; until?: Day }> = {},
): Prescription {
  const drug = drugOf(key)
  const since = dates.began ?? visit.day
  const elsewhere = since < visit.day
  const finished = dates.until !== undefined && dates.until < chart.end
  const request = add<MedicationRequest>(chart, {
    resourceType: 'MedicationRequest',
    id: chart.ids.uuid(),
    status: finished ? 'completed' : 'active',
    intent: 'order',
    category: [
      { coding: [coding(hl7('medicationrequest-category'), 'community', 'Community')], text: 'Community' },
    ],
    ...medicationOf(chart, drug),
    subject: chart.patient,
    ...(elsewhere ? {} : { encounter: encounterReference(visit) }),
    ...(elsewhere && chart.random.chance(0.15) && { reportedBoolean: true }),
    authoredOn: elsewhere ? iso(since) : instant(visit.day, visit.minute + 14),
    requester: visit.clinician.reference,
    ...(reason && {
      reasonCode: [{ text: reason.text }],
      reasonReference: [{ reference: reason.reference }],
    }),
    dosageInstruction: [
      {
        text: drug.sig,
        timing: {
          repeat: {
            boundsPeriod: period(iso(since), finished && dates.until !== undefined ? iso(dates.until) : null),
          },
        },
        asNeededBoolean: drug.asNeeded,
        ...(drug.route !== null && {
          route: conceptOf(
            drug.route,
            routes[drug.route] === undefined ? null : coding(systems.snomed, routes[drug.route] ?? ''),
          ),
        }),
      },
    ],
    dispenseRequest: {
      validityPeriod: period(
        iso(since),
        finished && dates.until !== undefined
          ? iso(dates.until)
          : chart.today - since < 365
            ? iso(since + 365)
            : null,
      ),
      numberOfRepeatsAllowed: drug.refills,
      ...(drug.amount > 0 && { quantity: { value: drug.amount, unit: drug.unit } }),
      ...(drug.days > 0 && {
        expectedSupplyDuration: { value: drug.days, unit: 'days', system: systems.ucum, code: 'd' },
      }),
    },
  })
  if (chart.random.chance(0.03)) request.note = [{ text: chart.random.pick(pharmacyNotes) }]
  const made = { drug, since, request }
  if (dates.until === undefined) chart.taking.set(key, made)
  return made
}

const pharmacyNotes = [
  'Please dispense in easy-open bottles.',
  'Prior authorization approved for 12 months.',
  'Brand not required. Patient asks for a 90-day supply.',
  'Replaces the previous strength; cancel remaining refills of the old prescription.',
] as const

/** One prescription in twenty names its drug by reference, as some systems always do. */
function medicationOf(
  chart: Chart,
  drug: Drug,
): Pick<MedicationRequest, 'medicationCodeableConcept' | 'medicationReference'> {
  if (!chart.random.chance(0.05)) return { medicationCodeableConcept: drugConcept(drug) }
  const made = add<Medication>(chart, {
    resourceType: 'Medication',
    id: chart.ids.uuid(),
    status: 'active',
    code: drugConcept(drug),
    form: { text: drug.unit === '' ? 'dose' : drug.unit },
  })
  return { medicationReference: { reference: `Medication/${made.id}`, display: drug.name } }
}

export function stop(chart: Chart, key: string, day: Day, why: string): void {
  const taken = chart.taking.get(key)
  if (!taken) return
  chart.taking.delete(key)
  const { request } = taken
  request.status = 'stopped'
  request.statusReason = { text: why }
  endOn(request, taken.since, day)
}

function endOn(request: MedicationRequest, since: Day, day: Day): void {
  const whole = period(iso(since), iso(Math.max(since, day)))
  if (request.dispenseRequest) request.dispenseRequest.validityPeriod = whole
  const [dosage] = request.dosageInstruction ?? []
  if (dosage) dosage.timing = { repeat: { boundsPeriod: whole } }
}

/** Puts a lasting condition on the drugs of its present step; what the step before had and this has not is stopped. */
export function follow(chart: Chart, visit: Visit, illness: Illness, began?: Day): void {
  if (!illness.way || illness.way.length === 0) return
  const years = ageOf(chart, visit.day)
  const tender = ['kidney', 'heartfailure', 'fibrillation'].some((key) =>
    hasIllness(chart.illnesses, key, visit.day),
  )
  const right = (keys: readonly string[]) =>
    keys.flatMap(
      (key) =>
        suited(tender && key === 'naproxen500' ? 'acetaminophen' : key, years, yearOf(visit.day)) ?? [],
    )
  const wanted = right(illness.way[Math.min(illness.step, illness.way.length - 1)] ?? [])
  const earlier = new Set(illness.way.slice(0, illness.step).flatMap(right))
  for (const key of earlier)
    if (!wanted.includes(key) && chart.taking.has(key)) {
      stop(chart, key, visit.day, 'Changed to another dose or drug')
      visit.plan.push(`Stop ${drugOf(key).name}.`)
    }
  const problem = chart.problems.get(illness.about.key)
  for (const key of wanted) {
    if (chart.taking.has(key)) continue
    prescribe(
      chart,
      visit,
      key,
      problem ? { text: illness.about.name, reference: `Condition/${problem.id}` } : null,
      began === undefined ? {} : { began },
    )
    if (began === undefined) visit.plan.push(`Start ${drugOf(key).name}.`)
  }
  illness.treated ??= began ?? visit.day
}

/** A year's supply runs out: the old prescription is done and a new one is written. */
export function renew(chart: Chart, visit: Visit): void {
  for (const [key, taken] of chart.taking) {
    if (visit.day - taken.since < 330 || taken.drug.days < 28) continue
    if (!chart.person.marks.has('long-chart') && !chart.random.chance(0.2)) continue
    taken.request.status = 'completed'
    endOn(taken.request, taken.since, visit.day)
    const [reason] = taken.request.reasonReference ?? []
    const text = taken.request.reasonCode?.[0]?.text
    prescribe(
      chart,
      visit,
      key,
      reason?.reference !== undefined && text !== undefined ? { text, reference: reason.reference } : null,
    )
  }
}

/** What patients take on their own, as they tell it. */
export function tellOverTheCounter(chart: Chart, visit: Visit): void {
  const count = chart.random.weighted({ '0': 62, '1': 28, '2': 10 })
  const keys = chart.random.shuffle(overTheCounter).slice(0, Number(count))
  for (const key of keys) {
    if (chart.taking.has(key)) continue
    const drug = drugOf(key)
    add(chart, {
      resourceType: 'MedicationStatement',
      id: chart.ids.uuid(),
      status: 'active',
      medicationCodeableConcept: drugConcept(drug),
      subject: chart.patient,
      context: encounterReference(visit),
      effectivePeriod: period(
        iso(Math.max(chart.person.born + 1, visit.day - chart.random.int(60, 1500))).slice(0, 7),
      ),
      dateAsserted: iso(visit.day),
      informationSource: chart.patient,
      dosage: [{ text: drug.sig, asNeededBoolean: drug.asNeeded }],
    })
  }
}
