/** Figures as people and programs read them. */
import { barText, holds, type Figure } from './figure.ts'

/** One figure a line, for programs. `bar` is `<= 3` or `>= 20`, or null; `value` null where it could not be measured. */
export function jsonLine(figure: Figure): string {
  const { name, value, unit, bar } = figure
  return JSON.stringify({
    name,
    value: value === null ? null : rounded(value),
    unit,
    bar: barText(bar),
    holds: holds(figure),
  })
}

/** Three digits that mean something; whole from a hundred on. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return Number(value.toFixed(digits))
}

const verdict = (figure: Figure): string =>
  figure.value === null ? 'SKIPPED' : figure.bar === null ? '' : holds(figure) ? 'holds' : 'DOES NOT HOLD'

const wide = { name: 42, value: 10, unit: 12, bar: 9, verdict: 14 }

export const tableHead = (): string[] => {
  const head = [
    'figure'.padEnd(wide.name),
    'value'.padStart(wide.value),
    'unit'.padEnd(wide.unit),
    'bar'.padEnd(wide.bar),
    ''.padEnd(wide.verdict),
    'how',
  ].join(' ')
  return [head, '-'.repeat(head.length + 40)]
}

export function tableLine(figure: Figure): string {
  const { name, value, unit, bar, note } = figure
  return [
    name.padEnd(wide.name),
    (value === null ? '-' : String(rounded(value))).padStart(wide.value),
    unit.padEnd(wide.unit),
    (barText(bar) ?? '').padEnd(wide.bar),
    verdict(figure).padEnd(wide.verdict),
    note,
  ]
    .join(' ')
    .trimEnd()
}

/** The last line of a run. */
export function summary(figures: readonly Figure[]): string {
  const barred = figures.filter(({ bar }) => bar !== null)
  const missed = barred.filter((figure) => !holds(figure)).map(({ name }) => name)
  return missed.length === 0
    ? `${figures.length} figures, ${barred.length} bars: all hold`
    : `${figures.length} figures, ${barred.length} bars: ${missed.length} not held (${missed.join(', ')})`
}

/** What the process ends with: 1 where a bar does not hold. */
export const exitCode = (figures: readonly Figure[]): number => (figures.every(holds) ? 0 : 1)
