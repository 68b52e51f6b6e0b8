/** Whoever looks at the demonstration finds people at every stage of a visit now. */
import type { Appointment } from '../../../shared/schedule/appointment.ts'
import { minuteOf } from '../../../shared/schedule/appointment.ts'
import { stageOf } from '../../../shared/schedule/stage.ts'
import type { Present, Steps } from './visit-steps.ts'

/** How many of each there are at least, and since how many minutes; one has waited longer than the practice wants. */
const wanted: readonly (readonly [stage: Present, since: number])[] = [
  ['arrived', 4],
  ['arrived', 11],
  ['arrived', 24],
  ['roomed', 6],
  ['roomed', 26],
  ['with-provider', 9],
  ['with-provider', 3],
  ['checkout', 3],
  ['checkout', 13],
]

/** The same appointments, some of those around now further or less far than they were. */
export function lively(rows: readonly Appointment[], now: number, steps: Steps): Appointment[] {
  const start = ({ plan }: Appointment): number => minuteOf(plan.startsAt)
  const lack: (readonly [Present, number])[] = []
  const has = new Map<Present, number>()
  for (const row of rows) {
    const stage = stageOf(row) as Present
    has.set(stage, (has.get(stage) ?? 0) + 1)
  }
  for (const [stage, since] of wanted) {
    const left = has.get(stage) ?? 0
    if (left > 0) has.set(stage, left - 1)
    else lack.push([stage, since])
  }
  const able = rows
    .filter((row) => {
      const away = start(row) - now
      const stage = stageOf(row)
      const atHand = row.plan.places.length > 0
      return (
        atHand &&
        ((away > -75 && away < 60 && (stage === 'scheduled' || stage === 'confirmed')) ||
          (stage === 'left' && away > -110))
      )
    })
    .toSorted((a, b) => Math.abs(start(a) - now) - Math.abs(start(b) - now))
  const changed = new Map<string, Appointment>()
  for (const [stage, since] of lack) {
    // whoever has come is early at most; whoever is done began before
    const at = able.findIndex((row) =>
      stage === 'arrived' ? start(row) - now > -20 : stage === 'checkout' ? start(row) < now : true,
    )
    const [row] = able.splice(at === -1 ? 0 : at, 1)
    if (!row) break
    const before = row.steps.filter(({ kind }) => kind === 'confirmed')
    changed.set(row.id, {
      ...row,
      steps: [...before, ...steps.until(stage, now, since, row.plan.minutes, row.plan.places[0] ?? null)],
    })
  }
  return rows.map((row) => changed.get(row.id) ?? row)
}
