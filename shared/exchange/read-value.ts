/** The value of an observation or of one of its components, whichever of the eleven forms it has. */
import type { Observation, ObservationComponent, Quantity, Range, Ratio } from '@medplum/fhirtypes'
import { moment, periodText } from './read-date.ts'
import { concept, element, number, quantityText, text, unitOf, yes } from './read-element.ts'

export type Value = Readonly<{ number: number | null; comparator: string; unit: string; text: string }>

/** `at` ends in a dot or is empty. Where there is no value, `text` says why, if that is said. */
export function readValue(holder: Observation | ObservationComponent, at: string): Value {
  const quantity = element(holder.valueQuantity, `${at}valueQuantity`)
  if (quantity) return ofQuantity(quantity, `${at}valueQuantity`)
  const whole = number(holder.valueInteger, `${at}valueInteger`)
  if (whole !== null) return { ...none, number: whole }
  return { ...none, text: inWords(holder, at) }
}
const none: Value = { number: null, comparator: '', unit: '', text: '' }

function ofQuantity(quantity: Quantity, path: string): Value {
  const size = number(quantity.value, `${path}.value`)
  const unit = unitOf(quantity, path)
  if (size === null) return { ...none, text: unit }
  return { number: size, comparator: text(quantity.comparator, `${path}.comparator`), unit, text: '' }
}

function inWords(holder: Observation | ObservationComponent, at: string): string {
  const said = yes(holder.valueBoolean, `${at}valueBoolean`)
  if (said !== null) return said ? 'Yes' : 'No'
  const sampled = element(holder.valueSampledData, `${at}valueSampledData`)
  if (sampled) return 'Sampled data, see the original'
  return (
    concept(holder.valueCodeableConcept, `${at}valueCodeableConcept`).text ||
    text(holder.valueString, `${at}valueString`) ||
    rangeText(holder.valueRange, `${at}valueRange`) ||
    ratioText(holder.valueRatio, `${at}valueRatio`) ||
    text(holder.valueTime, `${at}valueTime`) ||
    (moment(holder.valueDateTime, `${at}valueDateTime`) ??
      (periodText(holder.valuePeriod, `${at}valuePeriod`) ||
        concept(holder.dataAbsentReason, `${at}dataAbsentReason`).text))
  )
}

const rangeText = (range: Range | undefined, path: string): string => {
  if (element(range, path) === undefined) return ''
  const low = quantityText(range?.low, `${path}.low`)
  const high = quantityText(range?.high, `${path}.high`)
  if (low === '' || high === '') return low === '' ? `up to ${high}` : `from ${low}`
  return `${low} to ${high}`
}

/** `1:64` for a titre, `5 mg/1 h` where it has units. */
const ratioText = (ratio: Ratio | undefined, path: string): string => {
  if (element(ratio, path) === undefined) return ''
  const above = quantityText(ratio?.numerator, `${path}.numerator`)
  const below = quantityText(ratio?.denominator, `${path}.denominator`)
  return /^[\d.]+$/.test(above + below) ? `${above}:${below}` : [above, below].filter(Boolean).join('/')
}
