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
