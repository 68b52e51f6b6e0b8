/** Workstations of a practice as its cloud tells of them: one in each state there is. */
import type { WorkstationLine } from '../../shared/access/workstation.ts'

/** `own`: the one somebody sits at. `by`: who has ordered that another is wiped, which waits to be confirmed. */
export function workstationLines(own: string, by: string | null): WorkstationLine[] {
  const since = '2026-03-02T09:00:00.000Z'
  const line = { since, seenAt: since, revokedAt: null, keyChangedAt: null, wipe: null }
  const order = { wipedAt: null, orderedBy: null, waits: null, standsFrom: null }
  const nth = (n: number) => `0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c5d0${n}`
  return [
    { ...line, device: own, seenAt: new Date().toISOString() },
    { ...line, device: nth(2), seenAt: null, keyChangedAt: '2026-02-20T07:41:00.000Z' },
    { ...line, device: nth(3), revokedAt: '2026-03-09T17:30:00.000Z' },
    {
      ...line,
      device: nth(4),
      wipe: { ...order, how: 'when-sent', orderedAt: '2026-03-10T08:12:00.000Z' },
    },
    {
      ...line,
      device: nth(5),
      revokedAt: '2026-03-11T10:03:00.000Z',
      wipe: {
        ...order,
        how: 'at-once',
        orderedAt: '2026-03-11T09:00:00.000Z',
        wipedAt: '2026-03-11T10:02:00.000Z',
      },
    },
    {
      ...line,
      device: nth(6),
      wipe: {
        ...order,
        how: 'at-once',
        orderedAt: '2026-03-12T08:12:00.000Z',
        orderedBy: by,
        waits: 'another',
      },
    },
  ]
}
