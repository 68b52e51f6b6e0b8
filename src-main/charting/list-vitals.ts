import { listVitals, type VitalValue } from '../../shared/charting/list-vitals.ts'
import {
  diastolic,
  inUnitOf,
  systolic,
  vitalOfCode,
  type VitalSign,
} from '../../shared/charting/vital-signs.ts'
import { answer } from '../pipeline/handle.ts'
import { vitalObservations, type ObservationRow } from './observations.sql.ts'
import { roundedNumber, valueText } from './observation-text.ts'

export const listVitalsHandler = answer(listVitals, (read, { patientId }) => ({
  readings: readingsOf(vitalObservations(read, patientId)),
}))

type Reading = {
  takenAt: string | null
  encounterId: string | null
  values: VitalValue[]
  others: { name: string; text: string }[]
}

/** Observations of one moment are one reading. The rows come latest first. */
export function readingsOf(rows: readonly ObservationRow[]): Reading[] {
  const byMoment = new Map<string, Reading>()
  for (const row of rows) {
    if (row.status === 'entered-in-error' || row.status === 'cancelled') continue
    const key = row.takenAt ?? `?${row.id}`
    const reading = byMoment.get(key) ?? {
      takenAt: row.takenAt,
      encounterId: row.encounterId,
      values: [],
      others: [],
    }
    byMoment.set(key, reading)
    const value = vitalValue(row)
    if (value && !reading.values.some((each) => each.kind === value.kind)) reading.values.push(value)
    else if (!value) reading.others.push({ name: row.name, text: valueText(row) })
  }
  return [...byMoment.values()]
}

const inWords = (number: number, { unit, decimals }: VitalSign): string =>
  `${roundedNumber(number, decimals)} ${unit}`.replace(' /10', '/10')

/** Null for what has no column of its own. */
export function vitalValue(row: ObservationRow): VitalValue | null {
  const sign = vitalOfCode(row.code)
  if (!sign) return null
  const base = { observationId: row.id, kind: sign.kind, flag: row.flag }
  if (sign.kind === 'bloodPressure') {
    const part = (code: string) => row.parts.find((each) => each.code === code)?.number ?? null
    const [upper, lower] = [part(systolic), part(diastolic)]
    if (upper === null && lower === null && row.number === null) return null
    const shown = (number: number | null) => (number === null ? '–' : roundedNumber(number, 0))
    return {
      ...base,
      number: upper ?? row.number,
      second: lower,
      text: `${shown(upper ?? row.number)}/${shown(lower)}`,
    }
  }
  const number = row.number === null ? null : inUnitOf(sign.kind, row.number, row.unit)
  // in the unit of its column wherever it is shown: one person's temperature is not 98 here and 37 there
  const text = number === null ? valueText(row, sign.decimals) : inWords(number, sign)
  return { ...base, number, second: null, text }
}
