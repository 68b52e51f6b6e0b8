/** In a chart: everything the patient asked to be amended. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useContext, useState } from 'react'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { ListSection } from '../charting/section.tsx'
import { Split } from '../charting/split.tsx'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { entryWords, stateWords, wholeChart } from './amendment-words.ts'
import { ChartAmendments } from './chart-amendments.ts'
import { AmendmentFacts, OneAmendment } from './one-amendment.tsx'
import { RecordAmendment } from './record-amendment.tsx'

const columns: readonly Column<AmendmentView>[] = [
  {
    id: 'asked',
    head: 'Received',
    width: '104px',
    value: (row) => row.askedOn,
    cell: (row) => dateText(row.askedOn),
  },
  {
    id: 'about',
    head: 'About',
    width: '30%',
    value: (row) => (row.entry ? `${entryWords[row.entry.type]}: ${row.entry.text}` : wholeChart),
  },
  { id: 'wrong', head: 'What is asked', value: (row) => row.wrong },
  { id: 'state', head: 'State', width: '110px', value: (row) => stateWords[row.state] },
  {
    id: 'due',
    head: 'Due',
    width: '104px',
    value: (row) => (row.state === 'open' ? row.dueOn : null),
    cell: (row) => (row.state === 'open' ? dateText(row.dueOn) : ''),
  },
]

export function AmendmentsSection({ patientId }: { patientId: string }) {
  const { amendments } = useContext(ChartAmendments)
  const me = useMe()
  const [opened, setOpened] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const row = amendments.find(({ amendmentId }) => amendmentId === opened)
  const close = () => {
    setOpened(null)
    setAsking(false)
  }
  return (
    <Split
      title={asking ? 'A correction' : row ? 'Request for amendment' : ''}
      onClose={close}
      detail={
        asking ? (
          <RecordAmendment patientId={patientId} entries={[]} onDone={close} />
        ) : row ? (
          me.can('amendment.record') ? (
            <OneAmendment key={row.amendmentId} patientId={patientId} amendmentId={row.amendmentId} />
          ) : (
            <AmendmentFacts amendment={row} patientName="" />
          )
        ) : null
      }
      list={
        <ListSection<AmendmentView>
          title="Amendments"
          patientId={patientId}
          rows={amendments}
          columns={asking || row ? columns.slice(0, 2) : columns}
          rowKey={(each) => each.amendmentId}
          selected={opened}
          onOpen={(each) => {
            setAsking(false)
            setOpened(each.amendmentId)
          }}
          dim={(each) => each.state === 'withdrawn'}
          tools={
            me.can('amendment.record') && (
              <Button
                leftSection={<IconPlus size={14} />}
                onClick={() => {
                  setOpened(null)
                  setAsking(true)
                }}
              >
                Patient asks for a correction
              </Button>
            )
          }
          nothing="The patient has asked for no correction."
        />
      }
    />
  )
}
