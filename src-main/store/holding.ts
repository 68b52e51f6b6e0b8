/** What this workstation is to hold: as it is set here, or else as the practice has it. */
import { Holding, firstDayWithin } from '../../shared/sync/charts.ts'
import type { Reader } from './reader.ts'

/** The setting's name in `workstation_setting`; its value is a Holding as JSON. */
export const holdingSetting = 'charts.held'

/** As it is set here; undefined where it is not. */
export function ownHolding(read: Reader): Holding | undefined {
  const [own] = read.rows<{ value: string }>(
    'SELECT value FROM workstation_setting WHERE name = ?',
    holdingSetting,
  )
  return own && Holding.parse(JSON.parse(own.value))
}

export function practiceHolding(read: Reader): Holding {
  return read.rows<{ chartsHeld: Holding }>('SELECT chartsHeld FROM practices LIMIT 1')[0]?.chartsHeld ?? null
}

export function holdingOf(read: Reader): Holding {
  const own = ownHolding(read)
  return own === undefined ? practiceHolding(read) : own
}

/** The first day from which what happened makes a chart one that is to be held; null where every chart is. */
export const recentSince = (holding: Holding, nowMs: number): string | null =>
  holding && firstDayWithin(holding.months, nowMs)
