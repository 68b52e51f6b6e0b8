/** What is said of the downtime pack. */
import type { PackReason } from '../../shared/downtime/pack.ts'

const reasons: Readonly<Record<PackReason, string>> = {
  today: 'Today’s schedule',
  tomorrow: 'Tomorrow’s schedule',
  'by-hand': 'Put in by hand',
  changed: 'Changed here lately',
  opened: 'Opened here lately',
}
export const reasonWords = (why: readonly PackReason[]): string =>
  why.map((reason) => reasons[reason]).join(', ')

/** `184 KB`, `1.2 MB`, `41 GB`. */
export function sizeText(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.max(1, Math.round(value)).toLocaleString('en-US')} ${units[unit]}`
}
