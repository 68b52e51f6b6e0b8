/** Small pieces of FHIR R4 that every resource is made of. */
import type { CodeableConcept, Coding, Period, Quantity, Reference, Resource } from '@medplum/fhirtypes'

export const systems = {
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  cvx: 'http://hl7.org/fhir/sid/cvx',
  ucum: 'http://unitsofmeasure.org',
  npi: 'http://hl7.org/fhir/sid/us-npi',
  ssn: 'http://hl7.org/fhir/sid/us-ssn',
  nucc: 'http://nucc.org/provider-taxonomy',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  /** Of this practice alone. */
  mrn: 'https://harborstreet.example.org/mrn',
  payerId: 'https://harborstreet.example.org/payer-id',
  license: 'urn:oid:2.16.840.1.113883.4.3.25',
} as const

export const hl7 = (name: string) => `http://terminology.hl7.org/CodeSystem/${name}`
export const usCore = (name: string) => `http://hl7.org/fhir/us/core/StructureDefinition/${name}`

export const coding = (system: string, code: string, display?: string): Coding =>
  display === undefined ? { system, code } : { system, code, display }

/** One code with its display, which is also the text. */
export const concept = (system: string, code: string, display: string): CodeableConcept => ({
  coding: [{ system, code, display }],
  text: display,
})

/** A concept from what codes there are; words alone where there are none. */
export function conceptOf(text: string, ...codings: readonly (Coding | null)[]): CodeableConcept {
  const known = codings.filter((each) => each !== null)
  return known.length > 0 ? { coding: known, text } : { text }
}

/** A code of HL7's own tables, with no words but its code. */
export const hl7Concept = (table: string, code: string, display?: string): CodeableConcept => ({
  coding: [coding(hl7(table), code, display)],
})

export const reference = <T extends Resource>(target: T, display?: string): Reference<T> =>
  display === undefined
    ? { reference: `${target.resourceType}/${target.id}` }
    : { reference: `${target.resourceType}/${target.id}`, display }

export const quantity = (value: number, unit: string, code = unit): Quantity => ({
  value,
  unit,
  system: systems.ucum,
  code,
})

export const period = (start: string, end?: string | null): Period =>
  end === undefined || end === null ? { start } : { start, end }

/** A number with so many digits after the point, as an analyser prints it. */
export const round = (value: number, decimals: number): number => {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value))
