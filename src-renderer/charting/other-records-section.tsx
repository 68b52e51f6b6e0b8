import { useState } from 'react'
import { getOriginal } from '../../shared/exchange/get-original.ts'
import { listOtherRecords } from '../../shared/exchange/list-other-records.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { EntryKinds } from '../privacy/marks.tsx'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import { Answered, ListSection } from './section.tsx'
import { Split } from './split.tsx'
import classes from './split.module.css'

type Record = OutputOf<typeof listOtherRecords>['records'][number]
const words = (type: string) =>
  type.replace(/([a-z])([A-Z])/g, (_whole, a: string, b: string) => `${a} ${b.toLowerCase()}`)

const columns: readonly Column<Record>[] = [
  { id: 'date', head: 'Date', width: '104px', value: (row) => row.date, cell: (row) => dateText(row.date) },
  { id: 'kind', head: 'Kind', width: '190px', value: (row) => words(row.resourceType) },
  { id: 'title', head: 'What', value: (row) => row.title },
]

/** What came in with this patient and has no place of its own yet: nothing that was imported is hidden. */
export function OtherRecordsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listOtherRecords, { patientId, limit: 500 })
  const [opened, setOpened] = useState<Record | null>(null)
  return (
    <Answered<typeof listOtherRecords> answer={answer}>
      {({ records }) => (
        <Split
          title={opened ? words(opened.resourceType) : ''}
          onClose={() => setOpened(null)}
          detail={opened && <Original patientId={patientId} originalId={opened.originalId} />}
          list={
            <ListSection<Record>
              selected={opened?.originalId ?? null}
              title="Other records"
              entries="original"
              patientId={patientId}
              rows={records}
              columns={columns}
              rowKey={(row) => row.originalId}
              onOpen={setOpened}
              nothing="Everything that came in for this patient is in a section of its own."
            />
          }
        />
      )}
    </Answered>
  )
}

function Original({ patientId, originalId }: { patientId: string; originalId: string }) {
  const answer = useAsk(getOriginal, { patientId, originalId })
  return (
    <Answered<typeof getOriginal> answer={answer}>
      {(original) => (
        <>
          <EntryKinds
            patientId={patientId}
            type="original"
            entryId={originalId}
            title={words(original.resourceType)}
          />
          <dl className={classes['facts']}>
            <dt>Received</dt>
            <dd>{dateTimeText(original.receivedAt)}</dd>
            <dt>Its id there</dt>
            <dd>{original.sourceId}</dd>
          </dl>
          <EntryAmendments
            entries={[{ type: 'original', id: originalId, text: words(original.resourceType) }]}
          />
          <pre className={classes['raw']}>{indented(original.content)}</pre>
        </>
      )}
    </Answered>
  )
}

const indented = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
