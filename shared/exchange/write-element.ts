/** Elements of FHIR R4 resources from what rows say. What says nothing is left out. */
export type Bag = Readonly<Record<string, unknown>>

/** What stands in a row's id, as a reference: `Encounter/abc`; null where nothing is known of it. */
export type RefTo = (resourceType: string, rowId: string | null) => string | null

/** What a user, a resource, a place or a visit type is called here, by its id; empty where nothing is known of it. */
export type NameOf = (rowId: string) => string

/** Without what is empty: null, an empty text, list or element. */
export function filled(bag: Bag): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bag).filter(([, value]) => says(value)))
}

function says(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** A concept by its words, and its code where there is one. */
export const conceptOf = (text: string, system: string | null = null, code: string | null = null): Bag =>
  filled({ text, coding: code === null ? [] : [filled({ system, code, display: text })] })

/** A concept of a fixed set of codes. */
export const codeIn = (system: string, code: string): Bag =>
  code === '' ? {} : { coding: [{ system, code }] }

/** `reference` only where what it names is known; `display` says it in words. */
export const referenceOf = (reference: string | null, display = ''): Bag => filled({ reference, display })

export const periodOf = (start: string | null, end: string | null): Bag => filled({ start, end })
export const notesFrom = (note: string): Bag[] => (note === '' ? [] : [{ text: note }])

/** Codes of HL7 terminology. */
export const hl7 = (name: string): string => `http://terminology.hl7.org/CodeSystem/${name}`
