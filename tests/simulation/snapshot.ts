/** A snapshot of the model's rows, in segments of a few rows each. */
import { createHash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import type { Manifest, Segment } from '../../shared/sync/hydrate.ts'
import { firstDayWithin, isAlwaysHeld, monthSteps } from '../../shared/sync/charts.ts'
import { recordOfType } from '../../src-main/store/tables.ts'
import { activityIn, type PracticeState, type Snapshot } from './model-practices.ts'

const segmentLines = 7

export function snapshotOf(id: string, { head, rows }: PracticeState, nowMs: number): Snapshot {
  const live = [...rows].flatMap(([key, held]) => {
    const at = key.indexOf('/')
    const [type, rowId] = [key.slice(0, at), key.slice(at + 1)]
    return held.row ? [{ type, id: rowId, version: held.version, row: held.row }] : []
  })
  const lineOf = ({ type, id: rowId, version, row }: (typeof live)[number]) =>
    `${JSON.stringify({ t: type, id: rowId, v: version, r: row })}\n`
  const segments: Segment[] = []
  const bodies: string[] = []
  const add = (scope: Segment['scope'], months: number | null, lines: readonly string[]) => {
    for (let from = 0; from < lines.length; from += segmentLines) {
      const some = lines.slice(from, from + segmentLines)
      const charts = some.filter((line) => line.startsWith('{"c"')).length
      const body = zstdCompressSync(some.join(''))
      const sha256 = createHash('sha256').update(body).digest('hex')
      const [n, count] = [segments.length, some.length - charts]
      segments.push({ n, scope, rows: count, charts, months, bytes: body.length, sha256 })
      bodies.push(body.toString('base64'))
    }
  }
  const core = live.filter(({ type }) => isAlwaysHeld(type))
  const others = live.filter(({ type }) => !isAlwaysHeld(type))
  const whose = ({ row: { patientId } }: (typeof live)[number]) =>
    typeof patientId === 'string' ? patientId : null
  add('core', 0, core.map(lineOf))
  add('charts', 0, others.filter((each) => whose(each) === null).map(lineOf))
  const active = activityIn(rows)
  const registered = new Map(
    live.flatMap(({ type, id: patient, row }) =>
      recordOfType(type)?.patient === 'id' ? [[patient, String(row['registeredAt'])] as const] : [],
    ),
  )
  const charts = new Set([...registered.keys(), ...others.map(whose).filter((patient) => patient !== null)])
  for (const months of [0, ...monthSteps, null])
    add(
      'charts',
      months,
      [...charts]
        .filter((patient) => stepOf(active.get(patient), registered.get(patient), nowMs) === months)
        .flatMap((patient) => [
          ...others.filter((each) => whose(each) === patient).map(lineOf),
          `${JSON.stringify({ c: patient })}\n`,
        ]),
    )
  const manifest: Manifest = { snapshot: id, asOf: { ...head }, segments }
  return { manifest, segments: bodies }
}

/** 0 for a chart of nobody. */
function stepOf(active: string | undefined, registered: string | undefined, nowMs: number): number | null {
  if (registered === undefined) return 0
  return monthSteps.find((months) => (active ?? registered) >= firstDayWithin(months, nowMs)) ?? null
}
