/** What lies beside a report of the practice's log: which workstations it covers, and up to when each (CSV). */
import type { Covered } from '../../shared/auditing/covered.ts'
import { csvCell } from '../../shared/audit/csv.ts'

const head = [
  'Workstation',
  'This one',
  'Entries',
  'First entry (UTC)',
  'Last entry (UTC)',
  'Its log last heard by the cloud (UTC)',
  'Tree signed by the cloud (UTC)',
  'Entries not here yet',
  'Entries let go by policy',
]

export const coversTable = ({ stations, signedAt, missing, gone }: Covered): string =>
  [
    head,
    ...stations.map(({ workstation, isHere, entries, since, upTo, heardAt }) => [
      workstation,
      isHere ? 'yes' : 'no',
      entries,
      since ?? '',
      upTo ?? '',
      heardAt ?? '',
      signedAt ?? '',
      missing,
      gone,
    ]),
  ]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')
