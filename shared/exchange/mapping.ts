/** What the mapping functions share: what they are given, and the code systems they look for. */
import type { References } from './references.ts'

/** A resource at its place in the record. */
export type Mapping = Readonly<{
  /** The row's id, and its patient's; for a patient both are the same. For what belongs to no chart it is not used. */
  id: string
  patientId: string
  /** When it came in. */
  receivedAt: string
  refs: References
}>

export const loinc = 'http://loinc.org'
export const snomed = 'http://snomed.info/sct'
export const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
export const cvx = 'http://hl7.org/fhir/sid/cvx'
export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
export const npiSystem = 'http://hl7.org/fhir/sid/us-npi'

/** What stands for the name of something that is not in the records (yet). */
export const notHere = '(not in these records)'
