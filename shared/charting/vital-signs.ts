/** The vital signs a table of vitals has columns for, by their LOINC codes (FHIR vital signs profile, and what EHRs send). */
export type VitalKind =
  | 'bloodPressure'
  | 'pulse'
  | 'respiration'
  | 'temperature'
  | 'saturation'
  | 'weight'
  | 'height'
  | 'bmi'
  | 'headCircumference'
  | 'pain'

export type VitalSign = Readonly<{
  kind: VitalKind
  label: string
  /** Narrow column head. */
  short: string
  codes: readonly string[]
  unit: string
  decimals: number
}>

export const vitalSigns: readonly VitalSign[] = [
  {
    kind: 'bloodPressure',
    label: 'Blood pressure',
    short: 'BP',
    codes: ['85354-9', '55284-4'],
    unit: 'mmHg',
    decimals: 0,
  },
  { kind: 'pulse', label: 'Pulse', short: 'Pulse', codes: ['8867-4'], unit: '/min', decimals: 0 },
  { kind: 'respiration', label: 'Respirations', short: 'Resp', codes: ['9279-1'], unit: '/min', decimals: 0 },
  {
    kind: 'temperature',
    label: 'Temperature',
    short: 'Temp',
    codes: ['8310-5', '8331-1'],
    unit: '°F',
    decimals: 1,
  },
  {
    kind: 'saturation',
    label: 'Oxygen saturation',
    short: 'SpO₂',
    codes: ['59408-5', '2708-6'],
    unit: '%',
    decimals: 0,
  },
  { kind: 'weight', label: 'Weight', short: 'Weight', codes: ['29463-7', '3141-9'], unit: 'kg', decimals: 1 },
  {
    kind: 'height',
    label: 'Height',
    short: 'Height',
    codes: ['8302-2', '8306-3', '3137-7'],
    unit: 'cm',
    decimals: 1,
  },
  { kind: 'bmi', label: 'Body mass index', short: 'BMI', codes: ['39156-5'], unit: 'kg/m²', decimals: 1 },
  {
    kind: 'headCircumference',
    label: 'Head circumference',
    short: 'Head',
    codes: ['9843-4', '8287-5'],
    unit: 'cm',
    decimals: 1,
  },
  { kind: 'pain', label: 'Pain', short: 'Pain', codes: ['72514-3'], unit: '/10', decimals: 0 },
]

export const systolic = '8480-6'
export const diastolic = '8462-4'

const byCode = new Map(vitalSigns.flatMap((sign) => sign.codes.map((code) => [code, sign] as const)))
export const vitalOfCode = (code: string | null): VitalSign | undefined =>
  code === null ? undefined : byCode.get(code)

/** A measurement in the unit its column is in; null where the unit is not one we know how to convert. */
export function inUnitOf(kind: VitalKind, number: number, unit: string): number | null {
  const from = unit
    .toLowerCase()
    .replace(/[[\]{}\s.]/g, '')
    .replace('₂', '2')
  if (kind === 'weight')
    return scale(
      number,
      {
        kg: 1,
        g: 0.001,
        lb: 0.45359237,
        lbs: 0.45359237,
        lb_av: 0.45359237,
        oz: 0.0283495231,
        oz_av: 0.0283495231,
      }[from],
    )
  if (kind === 'height' || kind === 'headCircumference')
    return scale(
      number,
      { cm: 1, m: 100, mm: 0.1, in: 2.54, in_i: 2.54, in_us: 2.54, ft: 30.48, ft_i: 30.48 }[from],
    )
  if (kind === 'temperature') {
    if (['degf', 'f', '°f'].includes(from)) return number
    return ['cel', 'c', '°c', 'degc'].includes(from) ? (number * 9) / 5 + 32 : null
  }
  return number
}
const scale = (number: number, factor: number | undefined) => (factor === undefined ? null : number * factor)
