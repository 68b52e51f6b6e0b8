/** The list of times without the cloud, as the screens Cloud and Downtime show it. */
import type { Outage } from '../../shared/cloud/get-connection.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { lengthText, setBackWords, whyNames } from './connection-words.ts'

export const outageColumns: readonly Column<Outage>[] = [
  {
    id: 'started',
    head: 'From',
    width: '170px',
    value: (row) => row.startedAt,
    cell: (row) => dateTimeText(row.startedAt),
  },
  {
    id: 'ended',
    head: 'To',
    width: '170px',
    value: (row) => row.endedAt,
    cell: (row) => (row.endedAt ? dateTimeText(row.endedAt) : 'Still'),
  },
  {
    id: 'length',
    head: 'How long',
    width: '120px',
    value: (row) => (row.endedAt ? Date.parse(row.endedAt) - Date.parse(row.startedAt) : null),
    cell: (row) => (row.endedAt && !setBackWords[row.why] ? lengthText(row.startedAt, row.endedAt) : ''),
  },
  { id: 'why', head: 'Why', value: (row) => whyNames[row.why] ?? '' },
  {
    id: 'waiting',
    head: 'Kept here meanwhile',
    width: '160px',
    align: 'right',
    value: (row) => row.waiting,
    cell: (row) => row.waiting?.toLocaleString('en-US') ?? '',
  },
  {
    id: 'sent',
    head: 'All sent',
    width: '170px',
    value: (row) => row.sentAt,
    cell: (row) => (row.sentAt ? dateTimeText(row.sentAt) : row.endedAt ? 'Being sent' : ''),
  },
  {
    id: 'signed',
    head: 'Signed off',
    width: '170px',
    value: (row) => row.signedAt,
    cell: (row) => (row.signedAt ? dateTimeText(row.signedAt) : ''),
  },
]
