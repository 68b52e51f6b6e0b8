/** What was done: operations of the past, screening when it is due, tests and small procedures at visits. */
import type { DiagnosticReport, ImagingStudy, Procedure } from '@medplum/fhirtypes'
import { procedures, type ProcedureRow } from '../data/procedures.ts'
import type { SpecialtyKey } from '../data/staff.ts'
import { daysInYear, instant, iso, type Day } from '../days.ts'
import { coding, conceptOf, hl7Concept, systems } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'
import { ageOf } from './course.ts'
import { loinc } from './observe.ts'
import { hasIllness } from './traits.ts'

type Actor = NonNullable<Procedure['performer']>[number]['actor']

function performerOf(chart: Chart, row: ProcedureRow, visit: Visit | null): Actor {
  if (row.by === 'here' && visit) return visit.clinician.reference
  const expert = chart.directory.specialists.get(row.by as SpecialtyKey)
  if (expert) return expert.reference
  return chart.directory.outside.get(row.by) ?? chart.directory.practice
}

function performedOn(
  visit: Visit | null,
  day: Day,
  old: boolean,
): Pick<Procedure, 'performedPeriod' | 'performedDateTime'> {
  if (visit)
    return {
      performedPeriod: {
        start: instant(visit.day, visit.minute + 8),
        end: instant(visit.day, visit.minute + 18),
      },
    }
  return { performedDateTime: old ? iso(day).slice(0, 4) : iso(day) }
}

/** What is done outside is known by the day; what was long ago, by the year. */
export function perform(
  chart: Chart,
  key: string,
  day: Day,
  visit: Visit | null,
  reason?: string,
): Procedure | null {
  const row = procedures.get(key)
  if (!row || day > chart.end || day < chart.person.born) return null
  const { random } = chart
  const here = row.by === 'here' && visit !== null
  const old = chart.start - day > 700
  const outcome = row.outcomes.length > 0 ? random.early(row.outcomes, 1) : null
  const made: Procedure = {
    resourceType: 'Procedure',
    id: chart.ids.uuid(),
    status: random.chance(0.01) ? 'not-done' : 'completed',
    code: conceptOf(row.name, row.snomed === null ? null : coding(systems.snomed, row.snomed, row.name)),
    subject: chart.patient,
    ...(visit && { encounter: { reference: `Encounter/${visit.encounter.id}` } }),
    ...performedOn(here ? visit : null, day, old),
    ...(!old && { performer: [{ actor: performerOf(chart, row, visit) }] }),
    ...(reason !== undefined && { reasonCode: [{ text: reason }] }),
    ...(outcome !== null && { outcome: { text: outcome } }),
  }
  chart.resources.push(made)
  if (visit) visit.facts.push(outcome === null ? row.name : `${row.name}: ${outcome}`)
  if (row.by === 'imaging' && outcome !== null) report(chart, row, day, visit, outcome)
  return made
}

const modalities: Readonly<Record<string, readonly [code: string, words: string, loinc: string | null]>> = {
  mammogram: ['MG', 'Mammography', '24606-6'],
  chestxray: ['DX', 'Digital Radiography', '30745-4'],
  lowdosect: ['CT', 'Computed Tomography', null],
  bonedensity: ['DX', 'Digital Radiography', '38269-7'],
}

/** Imaging comes back as a report in words; of some there is the study too. */
function report(chart: Chart, row: ProcedureRow, day: Day, visit: Visit | null, outcome: string): void {
  const kind = modalities[row.key]
  if (!kind) return
  const imaging = chart.directory.outside.get('imaging') ?? chart.directory.practice
  const at = instant(day, 10 * 60)
  const made: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: chart.ids.uuid(),
    status: 'final',
    category: [hl7Concept('v2-0074', 'RAD', 'Radiology')],
    code: kind[2] === null ? { text: row.name } : loinc(kind[2], row.name),
    subject: chart.patient,
    ...(visit && { encounter: { reference: `Encounter/${visit.encounter.id}` } }),
    effectiveDateTime: at,
    issued: instant(day, 15 * 60 + 12),
    performer: [imaging],
    conclusion: outcome,
    presentedForm: [
      {
        contentType: 'text/plain; charset=utf-8',
        title: row.name,
        data: Buffer.from(
          `${row.name.toUpperCase()}\n\nTechnique: standard.\nComparison: none available.\n\nImpression: ${outcome}\n`,
          'utf8',
        ).toString('base64'),
      },
    ],
  }
  chart.resources.push(made)
  if (!chart.random.chance(0.45)) return
  const study: ImagingStudy = {
    resourceType: 'ImagingStudy',
    id: chart.ids.uuid(),
    identifier: [
      { system: 'urn:dicom:uid', value: `urn:oid:2.25.${chart.ids.digits(36).replace(/^0+/, '1')}` },
    ],
    status: 'available',
    modality: [coding('http://dicom.nema.org/resources/ontology/DCM', kind[0], kind[1])],
    subject: chart.patient,
    ...(visit && { encounter: { reference: `Encounter/${visit.encounter.id}` } }),
    started: at,
    numberOfSeries: 1,
    numberOfInstances: row.key === 'mammogram' ? 4 : 2,
    description: row.name,
    series: [
      {
        uid: `2.25.${chart.ids.digits(36).replace(/^0+/, '1')}`,
        number: 1,
        modality: coding('http://dicom.nema.org/resources/ontology/DCM', kind[0], kind[1]),
        numberOfInstances: row.key === 'mammogram' ? 4 : 2,
      },
    ],
  }
  chart.resources.push(study)
}

/** Operations before the chart begins, and those a condition brought with it. */
export function pastOperations(chart: Chart): void {
  const { random, person, start } = chart
  const age = ageOf(chart, start)
  const once = (key: string, share: number, from: number, to: number) => {
    if (age > from + 1 && random.chance(share))
      perform(
        chart,
        key,
        person.born + Math.round(random.between(from, Math.min(to, age - 0.5)) * daysInYear),
        null,
      )
  }
  once('tonsillectomy', 0.06, 4, 14)
  once('appendectomy', 0.07, 9, 45)
  once('eartubes', age < 20 ? 0.05 : 0, 1, 4)
  once('circumcision', person.body === 'male' && age < 18 ? 0.3 : 0, 0, 0.02)
  once('gallbladder', person.body === 'female' ? 0.09 : 0.05, 30, 70)
  once('hysterectomy', person.body === 'female' ? 0.12 : 0, 38, 60)
  once('vasectomy', person.body === 'male' ? 0.07 : 0, 30, 48)
  once('cataract', age > 70 ? 0.35 : 0, 64, 88)
  once('hipreplacement', age > 68 ? 0.07 : 0, 58, 86)
  const after = (illness: string, key: string, share: number) => {
    const found = hasIllness(chart.illnesses, illness, chart.end)
    if (found && random.chance(share))
      perform(chart, key, Math.min(found.onset + random.int(3, 60), chart.end), null, found.about.name)
  }
  after('breastcancer', 'lumpectomy', 0.8)
  after('prostatecancer', 'prostatectomy', 0.6)
  after('coloncancer', 'colectomy', 0.85)
  after('melanoma', 'skinexcision', 1)
  after('coronary', random.chance(0.25) ? 'cabg' : 'stent', 0.6)
  after('fibrillation', 'pacemaker', 0.14)
}

/** What is due at a yearly visit; the results come with it. */
export function screen(chart: Chart, visit: Visit): void {
  const { random, person } = chart
  const years = ageOf(chart, visit.day)
  const has = (key: string) => hasIllness(chart.illnesses, key, visit.day) !== undefined
  const due = (key: string, share: number) => {
    const day = visit.day + random.int(8, 40)
    if (random.chance(share))
      perform(
        chart,
        key,
        procedures.get(key)?.by === 'here' ? visit.day : day,
        procedures.get(key)?.by === 'here' ? visit : null,
      )
  }
  if (visit.kind === 'well-child') {
    if (years > 0.8 && years < 6) due('fluoride', 0.25)
    if (years > 3.8) due('hearingscreen', 0.18)
    return
  }
  if (years >= 45 && years < 76) due('colonoscopy', 0.09)
  if (person.body === 'female' && years >= 40 && years < 76) due('mammogram', 0.4)
  if (person.body === 'female' && years >= 21 && years < 66) due('pap', 0.16)
  if (person.body === 'female' && years >= 65) due('bonedensity', 0.16)
  if (years >= 50 && years < 81 && chart.traits.packYears >= 20) due('lowdosect', 0.35)
  if (years >= 50) due('ecg', has('hypertension') || has('coronary') || has('fibrillation') ? 0.28 : 0.07)
  if (has('diabetes') || has('type1')) {
    due('footexam', 0.6)
    due('eyeexam', 0.5)
  }
  if (has('asthma') || has('copd')) due('spirometry', 0.18)
  if (has('heartfailure')) due('echo', 0.3)
  if (has('osteoarthritis')) due('injection', 0.1)
  if (years > 60) due('earwax', 0.05)
}

const small: Readonly<Record<string, string>> = {
  warts: 'cryotherapy',
  laceration: 'sutures',
  pneumonia: 'chestxray',
  chestpain: 'ecg',
}

/** The procedure that goes with what brought somebody in. */
export function treatByHand(chart: Chart, visit: Visit): void {
  const key = visit.acute ? small[visit.acute.key] : undefined
  if (key !== undefined && visit.kind !== 'telehealth')
    perform(chart, key, visit.day, visit, visit.acute?.name)
}

export const hospitalProcedure: Readonly<Record<string, string>> = {
  Appendicitis: 'appendectomy',
  Gallstones: 'gallbladder',
  'Total knee replacement': 'kneereplacement',
  'Hip fracture': 'hipreplacement',
  'Non-ST elevation myocardial infarction': 'stent',
  'Delivery by cesarean section': 'cesarean',
  'Vaginal delivery': 'delivery',
}
