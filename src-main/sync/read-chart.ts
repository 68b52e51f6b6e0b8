/** A chart as the cloud sends it. */
import { ChartHeader } from '../../shared/sync/charts.ts'
import { readCursor, type Cursor } from '../../shared/sync/wire.ts'
import type { CloudRow } from '../store/apply.ts'
import { unpackedLines } from './packed-lines.ts'
import { jsonOf, readLine } from './read-line.ts'
import { Unreachable } from './transport.ts'

/**
 * Rows and the point they are as of. Throws Unreachable for what is not the whole chart of this patient: a line is
 * missing, or one is of somebody else.
 */
export function readChart(
  body: Uint8Array,
  patient: string,
): Readonly<{ asOf: Cursor; rows: readonly CloudRow[] }> {
  const [first = '', ...lines] = linesOf(body)
  const header = ChartHeader.safeParse(jsonOf(first))
  const asOf = header.success ? readCursor(header.data.asOf) : null
  if (!header.success || !asOf || header.data.patient !== patient) throw damaged()
  if (lines.pop() !== '' || lines.length !== header.data.rows) throw damaged()
  return {
    asOf,
    rows: lines.map((line) => {
      const row = readLine(line)
      if (typeof row === 'string' || row.row?.['patientId'] !== patient) throw damaged()
      return row
    }),
  }
}

const damaged = (): Unreachable => new Unreachable('captive-portal')

function linesOf(body: Uint8Array): string[] {
  try {
    return unpackedLines(body)
  } catch {
    throw damaged()
  }
}
