import { useState } from 'react'
import { getConnection, type Outage } from '../../shared/cloud/get-connection.ts'
import { Split } from '../charting/split.tsx'
import { whyNames } from '../cloud/connection-words.ts'
import { outageColumns } from '../cloud/outage-columns.tsx'
import { DataTable } from '../kernel/data-table.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { OneOutage } from './one-outage.tsx'

const narrow = outageColumns.filter(({ id }) => ['started', 'length', 'why', 'signed'].includes(id))

/** Every time without the cloud, drills among them, and what is to be settled after it. */
export function OutagesPanel({ first }: { first: string | null }) {
  const me = useMe()
  const answer = useAsk(getConnection, {})
  const [opened, setOpened] = useState<string | null>(first)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  const outages = answer.data?.outages ?? []
  const it = outages.find(({ startedAt }) => startedAt === opened)
  const mayOpen = me.can('patient.find')
  return (
    <Split
      title={it ? titleOf(it) : ''}
      level={2}
      onClose={() => setOpened(null)}
      detail={it && mayOpen ? <OneOutage key={it.startedAt} startedAt={it.startedAt} /> : null}
      list={
        <DataTable
          label="Times without the cloud"
          rows={outages}
          columns={it ? narrow : outageColumns}
          rowKey={(row) => row.startedAt}
          selected={opened}
          {...(mayOpen && { onOpen: (row: Outage) => setOpened(row.startedAt) })}
          patientId={null}
          empty={
            <Empty title="None yet">
              When the cloud cannot be reached for more than a moment, and when a drill is held, it is written
              down here: what was made meanwhile, what became of it, and who has signed it off.
            </Empty>
          }
        />
      }
    />
  )
}

const titleOf = ({ startedAt, why }: Outage): string =>
  `${whyNames[why] ?? 'Without the cloud'}, ${dateTimeText(startedAt)}`
