/** Whose chart a resource belongs to. Source: FHIR R4, the patient compartment. */
import type { Reference } from '@medplum/fhirtypes'

/**
 * `bound`: it is part of this patient's record and goes nowhere without it. `named`: it names the patient among
 * others, and is kept also where that one is not here. `none`: it belongs to no chart.
 */
export type PatientLink =
  Readonly<{ kind: 'bound' | 'named'; reference: Reference; path: string }> | Readonly<{ kind: 'none' }>

const none: PatientLink = { kind: 'none' }

/** Elements that name the patient, by type where it is not `patient` or `subject`. */
const elements: Readonly<Record<string, string>> = {
  Coverage: 'beneficiary',
  Task: 'for',
  ResearchSubject: 'individual',
  EnrollmentRequest: 'candidate',
}
/** Types that bring together many things, a patient perhaps among them, and where. */
const gatherings: Readonly<Record<string, readonly [string, string?]>> = {
  Provenance: ['target'],
  Appointment: ['participant', 'actor'],
  Schedule: ['actor'],
  AuditEvent: ['entity', 'what'],
  Binary: ['securityContext'],
}

type Bag = Record<string, unknown>

/** What a resource says of its patient; whether that one is here is not asked. */
export function patientLink(resource: Bag): PatientLink {
  const type = String(resource['resourceType'])
  const gathering = gatherings[type]
  if (gathering) return named(resource, gathering)
  const keys = elements[type] === undefined ? ['patient', 'subject'] : [elements[type]]
  for (const key of keys) {
    const value = resource[key]
    const path = Array.isArray(value) ? `${key}[0]` : key
    const reference: unknown = Array.isArray(value) ? value[0] : value
    if (typeof reference === 'object' && reference !== null) return { kind: 'bound', reference, path }
  }
  return none
}

function named(resource: Bag, [key, inner]: readonly [string, string?]): PatientLink {
  const value = resource[key]
  const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  for (const [index, each] of all.entries()) {
    const holder = each as Bag | null
    const reference = (inner === undefined ? holder : holder?.[inner]) as Reference | undefined | null
    if (typeof reference?.reference !== 'string' || !/(^|\/)Patient[/?]/.test(reference.reference)) continue
    const at = Array.isArray(value) ? `${key}[${index}]` : key
    return { kind: 'named', reference, path: inner === undefined ? at : `${at}.${inner}` }
  }
  return none
}
