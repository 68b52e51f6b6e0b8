/** One line for a resource that has no row of its own: what it is about, and when it was. */
import type { Resource } from '@medplum/fhirtypes'
import { fitText } from './fit-row.ts'
import { moment } from './read-date.ts'
import { concept } from './read-element.ts'

type Bag = Record<string, unknown>

/** Elements that say what something is, best first; concepts, lists of concepts or plain texts. */
const titles = [
  'title',
  'code',
  'name',
  'description',
  'medicationCodeableConcept',
  'vaccineCode',
  'type',
  'category',
]
/** Elements that say when it was, best first; dates or periods. */
const dates = [
  'effectiveDateTime',
  'effectivePeriod',
  'performedDateTime',
  'performedPeriod',
  'occurrenceDateTime',
  'occurrencePeriod',
  'billablePeriod',
  'period',
  'started',
  'start',
  'whenHandedOver',
  'whenPrepared',
  'authoredOn',
  'authored',
  'created',
  'date',
  'recorded',
  'issued',
  'createdDateTime',
  'receivedTime',
  'manufactureDate',
]

/** Never refuses: a title that cannot be read is empty, a date null. */
export function describeResource(resource: Resource): { title: string; date: string | null } {
  const bag = resource as unknown as Bag
  return { title: fitText(titleOf(bag), 200), date: dateOf(bag) }
}

function titleOf(bag: Bag): string {
  const [item] = asList(bag['item'])
  const service = wordsOf((item as Bag | undefined)?.['productOrService'])
  if (service) return service
  for (const key of titles) {
    const words = wordsOf(bag[key])
    if (words) return words
  }
  const [device] = asList(bag['deviceName'])
  return (
    wordsOf((device as Bag | undefined)?.['name']) || wordsOf(bag['status']) || wordsOf(bag['contentType'])
  )
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value
  const [first] = asList(value)
  if (typeof first !== 'object' || first === null) return ''
  try {
    return concept(first, '').text
  } catch {
    return ''
  }
}

function dateOf(bag: Bag): string | null {
  for (const key of dates) {
    const value = bag[key]
    const text = typeof value === 'string' ? value : (value as Bag | undefined | null)?.['start']
    if (typeof text === 'string') {
      const found = readDate(text)
      if (found !== null) return found
    }
  }
  return null
}

function readDate(text: string): string | null {
  try {
    return moment(text, '')
  } catch {
    return null
  }
}

const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
