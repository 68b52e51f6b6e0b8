/** The US Core extensions of a patient, in the words of the OMB categories. Source: US Core race, ethnicity, birth sex. */
import type { Extension } from '@medplum/fhirtypes'
import { codingText, list, text } from './read-element.ts'

const base = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

const races: Readonly<Record<string, string>> = {
  '1002-5': 'American Indian or Alaska Native',
  '2028-9': 'Asian',
  '2054-5': 'Black or African American',
  '2076-8': 'Native Hawaiian or Other Pacific Islander',
  '2106-3': 'White',
  '2131-1': 'Other Race',
  UNK: 'Unknown',
  ASKU: 'Asked but unknown',
}
const ethnicities: Readonly<Record<string, string>> = {
  '2135-2': 'Hispanic or Latino',
  '2186-5': 'Not Hispanic or Latino',
  UNK: 'Unknown',
  ASKU: 'Asked but unknown',
}

/** Categories, then what was said in more detail; the text where there is neither. */
export function readRace(extensions: readonly Extension[] | undefined): string[] {
  const parts = partsOf(extensions, 'race')
  const said = [...wordsOf(parts, 'ombCategory', races), ...wordsOf(parts, 'detailed', races)]
  return said.length > 0 ? [...new Set(said)] : textOf(parts)
}

/** `Hispanic or Latino (Dominican, Mexican)`. */
export function readEthnicity(extensions: readonly Extension[] | undefined): string {
  const parts = partsOf(extensions, 'ethnicity')
  const [category = ''] = wordsOf(parts, 'ombCategory', ethnicities)
  const detailed = wordsOf(parts, 'detailed', ethnicities).join(', ')
  if (category === '') return detailed || (textOf(parts)[0] ?? '')
  return detailed === '' ? category : `${category} (${detailed})`
}

export function readBirthSex(extensions: readonly Extension[] | undefined): 'F' | 'M' | 'UNK' | null {
  const found = list(extensions, 'extension').find((extension) => extension.url === `${base}birthsex`)
  const code = text(found?.valueCode, 'extension.valueCode')
  return code === 'F' || code === 'M' ? code : code === '' ? null : 'UNK'
}

const partsOf = (extensions: readonly Extension[] | undefined, name: string): readonly Extension[] =>
  list(
    list(extensions, 'extension').find((extension) => extension.url === `${base}${name}`)?.extension,
    'extension.extension',
  )

/** The standard words of each code where it has some: displays are often shortened or misspelt. */
const wordsOf = (
  parts: readonly Extension[],
  url: string,
  standard: Readonly<Record<string, string>>,
): string[] =>
  parts
    .filter((part) => part.url === url)
    .map(
      (part) =>
        standard[part.valueCoding?.code ?? ''] ?? codingText(part.valueCoding, 'extension.valueCoding'),
    )
    .filter(Boolean)

const textOf = (parts: readonly Extension[]): string[] => {
  const words = text(parts.find((part) => part.url === 'text')?.valueString, 'extension.valueString')
  return words === '' ? [] : [words]
}

/** The OMB code of each category in words; what has none is said in words alone. */
const codeOf = (words: string, codes: Readonly<Record<string, string>>): string | null =>
  Object.keys(codes).find((code) => codes[code] === words) ?? null

const omb = 'urn:oid:2.16.840.1.113883.6.238'
const nullFlavor = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor'

function said(name: string, words: readonly string[], codes: Readonly<Record<string, string>>): Extension[] {
  if (words.length === 0) return []
  const coded = words.flatMap((each) => {
    const code = codeOf(each, codes)
    const system = code !== null && /^\d/.test(code) ? omb : nullFlavor
    return code === null ? [] : [{ url: 'ombCategory', valueCoding: { system, code, display: each } }]
  })
  return [{ url: `${base}${name}`, extension: [...coded, { url: 'text', valueString: words.join(', ') }] }]
}

/** What a row says of race, ethnicity and birth sex, as the extensions that are read above. */
export const us = {
  urls: ['race', 'ethnicity', 'birthsex'].map((name) => `${base}${name}`),
  write({
    race,
    ethnicity,
    birthSex,
  }: Readonly<{ race: readonly string[]; ethnicity: string; birthSex: string | null }>): Extension[] {
    return [
      ...said('race', race, races),
      ...said('ethnicity', ethnicity === '' ? [] : [ethnicity], ethnicities),
      ...(birthSex === null ? [] : [{ url: `${base}birthsex`, valueCode: birthSex }]),
    ]
  },
}
