/** FHIR R4 Observation: vital signs with components, laboratory, social history, survey answers. */
import type { CodeableConcept, Observation, ObservationComponent } from '@medplum/fhirtypes'
import type { z } from 'zod'
import { observationCategories, type observations, type Part } from '../charting/observation.ts'
import { vitalOfCode } from '../charting/vital-signs.ts'
import type { RowOf } from '../kernel/record.ts'
import { loinc, type Mapping } from './mapping.ts'
import { firstEvent, moment, notesOf, startOf } from './read-date.ts'
import { codeOf, concept, element, list, number, text } from './read-element.ts'
import { readValue, type Value } from './read-value.ts'
import { Refused } from './refusal.ts'

type Row = RowOf<typeof observations>

export function mapObservation(observation: Observation, { id, patientId, refs }: Mapping): Row {
  if (observation.code === undefined) throw new Refused('element.missing', 'code')
  const test = concept(observation.code, 'code', [loinc])
  const value = readValue(observation, '')
  const components = list(observation.component, 'component')
  const members = list(observation.hasMember, 'hasMember')
  return {
    id,
    patientId,
    category: categoryOf(observation.category, vitalCode(test)),
    name: test.text || 'Unspecified observation',
    codeSystem: test.system,
    code: test.code,
    status: text(observation.status, 'status') || 'unknown',
    takenAt: takenAt(observation),
    ...value,
    ...rangeOf(observation),
    flag: flagOf(observation.interpretation),
    parts: components.map(partOf),
    memberIds: members.flatMap(
      (member, index) => refs.id(member, `hasMember[${index}]`, ['Observation']) ?? [],
    ),
    encounterId: refs.id(observation.encounter, 'encounter', ['Encounter'], 'encounterId'),
    note: notesOf(observation.note, 'note'),
  }
}

const takenAt = (observation: Observation): string | null =>
  moment(observation.effectiveDateTime, 'effectiveDateTime') ??
  startOf(observation.effectivePeriod, 'effectivePeriod') ??
  moment(observation.effectiveInstant, 'effectiveInstant') ??
  firstEvent(observation.effectiveTiming, 'effectiveTiming') ??
  moment(observation.issued, 'issued')

/** Codes other systems use for the standard categories: HL7 v2 table 0074, US Core, and a common slip. */
const others: Readonly<Record<string, Row['category']>> = {
  'vital-sign': 'vital-signs',
  vitals: 'vital-signs',
  lab: 'laboratory',
  LAB: 'laboratory',
  RAD: 'imaging',
  sdoh: 'social-history',
  'functional-status': 'survey',
  'disability-status': 'survey',
  'cognitive-status': 'survey',
}

function categoryOf(categories: readonly CodeableConcept[] | undefined, vital: boolean): Row['category'] {
  const codes = list(categories, 'category').flatMap((category, index) =>
    list(category.coding, `category[${index}].coding`).map((coding) =>
      text(coding.code, `category[${index}]`),
    ),
  )
  const standard = observationCategories.find((each) => each !== 'other' && codes.includes(each))
  if (standard) return standard
  const other = codes.map((code) => others[code]).find((each) => each !== undefined)
  return other ?? (vital ? 'vital-signs' : 'other')
}

const vitalCode = (test: { system: string | null; code: string | null }): boolean =>
  (test.system === loinc || test.system === null) && vitalOfCode(test.code) !== undefined

/** The interpretation's code, as H or LL; in words where it has none. */
function flagOf(interpretations: readonly CodeableConcept[] | undefined): string {
  const [first] = list(interpretations, 'interpretation')
  return codeOf(first, 'interpretation[0]') || concept(first, 'interpretation[0]').text
}

function rangeOf(observation: Observation): Pick<Row, 'low' | 'high' | 'rangeText'> {
  const [range] = list(observation.referenceRange, 'referenceRange')
  const low = element(range?.low, 'referenceRange[0].low')
  const high = element(range?.high, 'referenceRange[0].high')
  return {
    low: number(low?.value, 'referenceRange[0].low.value'),
    high: number(high?.value, 'referenceRange[0].high.value'),
    rangeText: text(range?.text, 'referenceRange[0].text'),
  }
}

function partOf(component: ObservationComponent, index: number): z.output<typeof Part> {
  const at = `component[${index}]`
  const { text: name, code } = concept(component.code, `${at}.code`, [loinc])
  const { number: size, unit, text: words, comparator }: Value = readValue(component, `${at}.`)
  // a part has no comparator of its own: with one its value is said in words
  if (comparator !== '' && size !== null)
    return { code, name, number: null, unit: '', text: `${comparator}${size} ${unit}`.trim() }
  return { code, name, number: size, unit, text: words }
}
