/** Makes Observations, the commonest resource by far: what can be shared between them is made once. */
import type { CodeableConcept, Observation, Quantity } from '@medplum/fhirtypes'
import { coding, hl7, systems } from '../fhir.ts'
import type { Chart, Visit } from './chart.ts'

const categoryNames = {
  'vital-signs': 'Vital Signs',
  laboratory: 'Laboratory',
  'social-history': 'Social History',
  survey: 'Survey',
  exam: 'Exam',
  procedure: 'Procedure',
} as const
export type Category = keyof typeof categoryNames

const categories = new Map<Category, CodeableConcept[]>()
function categoryOf(category: Category): CodeableConcept[] {
  let made = categories.get(category)
  if (!made) {
    made = [
      {
        coding: [coding(hl7('observation-category'), category, categoryNames[category])],
        text: categoryNames[category],
      },
    ]
    categories.set(category, made)
  }
  return made
}

const concepts = new Map<string, CodeableConcept>()
/** A LOINC code with the name it is shown by; shared, so never to be changed. */
export function loinc(code: string, name: string): CodeableConcept {
  const key = `${code} ${name}`
  let made = concepts.get(key)
  if (!made) {
    made = { coding: [coding(systems.loinc, code, name)], text: name }
    concepts.set(key, made)
  }
  return made
}

type Value = Pick<
  Observation,
  'valueQuantity' | 'valueString' | 'valueCodeableConcept' | 'valueInteger' | 'component' | 'dataAbsentReason'
>

export function observe(
  chart: Chart,
  visit: Visit | null,
  category: Category,
  code: CodeableConcept,
  at: string,
  value: Value,
): Observation {
  const made: Observation = {
    resourceType: 'Observation',
    id: chart.ids.uuid(),
    status: 'final',
    category: categoryOf(category),
    code,
    subject: chart.patient,
    ...(visit && { encounter: { reference: `Encounter/${visit.encounter.id}` } }),
    effectiveDateTime: at,
    ...value,
  }
  chart.resources.push(made)
  return made
}

export const measured = (value: number, unit: string, code = unit): { valueQuantity: Quantity } => ({
  valueQuantity: { value, unit, system: systems.ucum, code },
})

/** Shared like the others: interpretation flags. */
const flags = new Map<string, CodeableConcept[]>()
const flagNames: Readonly<Record<string, string>> = {
  N: 'Normal',
  H: 'High',
  L: 'Low',
  HH: 'Critical high',
  LL: 'Critical low',
  A: 'Abnormal',
  AA: 'Critical abnormal',
}
export function flag(code: string): CodeableConcept[] {
  let made = flags.get(code)
  if (!made) {
    made = [{ coding: [coding(hl7('v3-ObservationInterpretation'), code, flagNames[code])] }]
    flags.set(code, made)
  }
  return made
}
