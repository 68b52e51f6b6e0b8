/** What kind of document one adds. Codes: LOINC document ontology; the words are the clinic's. */
import type { Coding } from '../kernel/fields.ts'

export type DocumentKind =
  'insurance-card' | 'consent' | 'referral' | 'outside-record' | 'imaging' | 'photo' | 'other'

/** In the order of a list. `code`: null for what is of no kind that has one. */
export const documentKinds: Readonly<Record<DocumentKind, Readonly<{ name: string; code: string | null }>>> =
  {
    'insurance-card': { name: 'Insurance card', code: '64290-0' },
    consent: { name: 'Consent', code: '59284-0' },
    referral: { name: 'Referral letter', code: '57133-1' },
    'outside-record': { name: 'Outside record', code: '11503-0' },
    imaging: { name: 'Imaging report', code: '18748-4' },
    photo: { name: 'Photo', code: '72170-4' },
    other: { name: 'Other', code: null },
  }
export const kindNames = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]

/** The kind as a document carries it; null where it has no code. */
export function codingOf(kind: DocumentKind): Coding | null {
  const { name, code } = documentKinds[kind]
  return code === null ? null : { system: 'http://loinc.org', code, display: name }
}
