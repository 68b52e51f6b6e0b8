/** How a medication is to be taken, in words. Source: FHIR R4 Dosage, Timing. */
import type { Dosage, Timing } from '@medplum/fhirtypes'
import { concept, conceptTexts, element, list, number, quantityText, text } from './read-element.ts'

/** As the prescriber wrote it; put together from its parts where it came only in parts. */
export function directionsOf(dosage: Dosage, path: string): string {
  const written = text(dosage.text, `${path}.text`)
  const more = [
    ...conceptTexts(dosage.additionalInstruction, `${path}.additionalInstruction`),
    text(dosage.patientInstruction, `${path}.patientInstruction`),
  ].filter((each) => each !== '' && !written.includes(each))
  const parts = written === '' ? composed(dosage, path) : written
  return [parts, ...more].filter(Boolean).join('. ')
}

function composed(dosage: Dosage, path: string): string {
  const [dose] = list(dosage.doseAndRate, `${path}.doseAndRate`)
  const range = element(dose?.doseRange, `${path}.doseAndRate.doseRange`)
  const amount =
    quantityText(dose?.doseQuantity, `${path}.doseAndRate.doseQuantity`) ||
    [quantityText(range?.low, path), quantityText(range?.high, path)].filter(Boolean).join(' to ')
  return [
    amount,
    concept(dosage.route, `${path}.route`).text,
    timingText(dosage.timing, `${path}.timing`),
    dosage.asNeededBoolean === true ? 'as needed' : '',
    neededFor(dosage, path),
  ]
    .filter(Boolean)
    .join(', ')
}

function neededFor(dosage: Dosage, path: string): string {
  const { text: reason } = concept(dosage.asNeededCodeableConcept, `${path}.asNeededCodeableConcept`)
  return reason === '' ? '' : `as needed for ${reason}`
}

const units: Readonly<Record<string, string>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  wk: 'week',
  mo: 'month',
  a: 'year',
}

/** `2 times every 8 hours`, `once a day`. */
function timingText(timing: Timing | undefined, path: string): string {
  const { text: coded } = concept(element(timing, path)?.code, `${path}.code`)
  if (coded !== '') return coded
  const repeat = element(timing?.repeat, `${path}.repeat`)
  const period = number(repeat?.period, `${path}.repeat.period`)
  const unit = units[text(repeat?.periodUnit, `${path}.repeat.periodUnit`)] ?? ''
  const frequency = number(repeat?.frequency, `${path}.repeat.frequency`) ?? 1
  if (period === null || unit === '') return ''
  const times = frequency === 1 ? 'once' : `${frequency} times`
  return period === 1 ? `${times} a ${unit}` : `${times} every ${period} ${unit}s`
}
