/** What each stage is called, and its mark on the grid: a letter or a sign, since colour says what somebody comes for. */
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'

export const stageWords: Readonly<
  Record<AppointmentLine['stage'], Readonly<{ name: string; mark: string }>>
> = {
  scheduled: { name: 'scheduled', mark: '' },
  confirmed: { name: 'confirmed', mark: '✓' },
  arrived: { name: 'arrived', mark: 'A' },
  roomed: { name: 'in a room', mark: 'R' },
  'with-provider': { name: 'with the provider', mark: 'P' },
  checkout: { name: 'checking out', mark: 'C' },
  left: { name: 'has left', mark: 'L' },
  'no-show': { name: 'did not come', mark: 'N' },
  cancelled: { name: 'cancelled', mark: '×' },
  rescheduled: { name: 'rescheduled', mark: '↷' },
}
