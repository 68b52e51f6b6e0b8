/** An observation in words, as a clinician would say it. */
type Value = {
  number: number | null
  comparator: string
  unit: string
  text: string
  parts: ReadonlyArray<{ name: string; number: number | null; unit: string; text: string }>
}

/** At most four significant decimals: 176.35499866729558 was never measured. */
export const roundedNumber = (number: number, decimals = 2): string =>
  String(Number(number.toFixed(Math.abs(number) < 1 ? Math.max(decimals, 3) : decimals)))

const units: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '[degF]': '°F',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  'kg/m2': 'kg/m²',
  '{score}': '',
  '{#}': '',
  '1': '',
  '10*3/uL': '×10³/µL',
  '10*6/uL': '×10⁶/µL',
  '10*3/mm3': '×10³/mm³',
  'ml/min/{1.73_m2}': 'mL/min/1.73 m²',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  'ug/dL': 'µg/dL',
  'u[IU]/mL': 'µIU/mL',
  'm[IU]/L': 'mIU/L',
}

/** UCUM written for people; an annotation in braces is dropped. */
export const unitText = (unit: string): string => units[unit] ?? unit.replace(/\{[^}]*\}/g, '')

export function valueText(value: Value, decimals?: number): string {
  if (value.number !== null)
    return [`${value.comparator}${roundedNumber(value.number, decimals)}`, unitText(value.unit)]
      .filter(Boolean)
      .join(' ')
  if (value.text) return value.text
  return value.parts
    .map((part) =>
      `${part.name} ${part.number === null ? part.text : `${roundedNumber(part.number)} ${unitText(part.unit)}`}`.trim(),
    )
    .join(', ')
}
