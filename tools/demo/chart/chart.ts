/** One patient's chart while it is being made. */
import type {
  Condition,
  Encounter,
  MedicationRequest,
  Patient,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import type { Acute } from '../data/acute.ts'
import type { Drug } from '../data/drugs.ts'
import type { Day } from '../days.ts'
import type { Clinician, Directory, Place3 } from '../directory.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import type { Illness, Traits } from './traits.ts'

export type VisitKind =
  | 'new'
  | 'physical'
  | 'well-child'
  | 'follow-up'
  | 'sick'
  | 'telehealth'
  | 'nurse'
  | 'behavioral'
  | 'prenatal'
  | 'emergency'
  | 'admission'

export type Prescription = { readonly drug: Drug; readonly since: Day; request: MedicationRequest }

/** From the first day of the last period to birth. */
export type Pregnancy = Readonly<{ began: Day; ends: Day; diabetes: boolean; cesarean: boolean }>

export type Visit = {
  readonly day: Day
  readonly kind: VisitKind
  /** Minutes after midnight. */
  minute: number
  /** What it is about, in the words of the schedule. */
  reason: string
  acute: Acute | null
  /** Age in months, of a well-child visit. */
  months: number
  /** Weeks of pregnancy. */
  weeks: number
  stay: number
  clinician: Clinician
  site: Place3
  encounter: Encounter
  /** What was measured and found, for the note. */
  readonly facts: string[]
  readonly plan: string[]
  /** Blood was drawn or a swab taken. */
  tested: boolean
  /** Drugs taken when it ended. */
  taking: string[]
  readonly diagnoses: { name: string; icd: string; reference: string }[]
}

export type Chart = Readonly<{
  seed: string
  person: Person
  directory: Directory
  /** Drawn from in order while the chart is made. */
  random: Random
  ids: Random
  today: Day
  /** First day of the chart here, and the last day anything happened. */
  start: Day
  end: Day
  primary: Clinician
  site: Place3
  patient: Reference<Patient>
  traits: Traits
  illnesses: readonly Illness[]
  /** How far this person's own value of a laboratory test lies from the middle, in standard deviations. */
  offsets: Map<string, number>
  pregnancies: readonly Pregnancy[]
  /** What is being taken, by the drug's key. */
  taking: Map<string, Prescription>
  /** The problem list, by the condition's key. */
  problems: Map<string, Condition>
  resources: Resource[]
}>

/** Keeps a resource; it may still be completed until the chart is written. */
export function add<T extends Resource>(chart: Chart, resource: T): T {
  chart.resources.push(resource)
  return resource
}

export const encounterReference = (visit: Visit): Reference<Encounter> => ({
  reference: `Encounter/${visit.encounter.id}`,
})
