/** In a chart: to whom something of it was given. */
import { Button } from '@mantine/core'
import { IconList, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DisclosureView } from '../../shared/disclosures/disclosure-view.ts'
import { listDisclosures } from '../../shared/disclosures/list-disclosures.ts'
import { wayWords } from '../../shared/disclosures/way-words.ts'
import { purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import { Answered, ListSection } from '../charting/section.tsx'
import { Split } from '../charting/split.tsx'
import type { Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { FactRows } from '../kernel/fact-rows.tsx'
import { useAsk } from '../kernel/queries.ts'
import administration from '../access/administration.module.css'
import classes from './disclosures.module.css'
import { RecordForm } from './record-form.tsx'

const whomText = ({ recipient, recipientName }: DisclosureView): string =>
  recipientName || recipientWords[recipient]
const stateText = ({ mistaken, replaced, corrects }: DisclosureView): string =>
  mistaken ? 'Nothing was given' : replaced ? 'Corrected' : corrects ? 'Correction' : ''

const columns: readonly Column<DisclosureView>[] = [
  { id: 'day', head: 'Given', width: '104px', value: ({ day }) => day, cell: ({ day }) => dateText(day) },
  { id: 'whom', head: 'To', width: '26%', value: whomText },
  { id: 'what', head: 'What', value: ({ what }) => what },
  { id: 'why', head: 'Why', width: '20%', value: ({ purpose }) => purposeWords[purpose] },
  { id: 'how', head: 'How', width: '112px', value: ({ how }) => wayWords[how] },
  { id: 'state', head: 'State', width: '120px', value: stateText },
]

export function DisclosuresSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listDisclosures, { patientId })
  return (
    <Answered<typeof listDisclosures> answer={answer}>
      {({ disclosures }) => <Listed patientId={patientId} rows={disclosures} />}
    </Answered>
  )
}

function Listed({ patientId, rows }: { patientId: string; rows: readonly DisclosureView[] }) {
  const navigate = useNavigate()
  const [opened, setOpened] = useState<string | null>(null)
  const [writing, setWriting] = useState<'new' | 'correction' | null>(null)
  const row = rows.find(({ disclosureId }) => disclosureId === opened)
  const isOpen = writing !== null || row !== undefined
  const close = () => {
    setOpened(null)
    setWriting(null)
  }
  return (
    <Split
      title={writing ? 'A disclosure' : row ? 'Disclosure' : ''}
      onClose={close}
      detail={
        writing === 'new' || (writing === 'correction' && row) ? (
          <RecordForm
            key={writing}
            patientId={patientId}
            corrected={writing === 'correction' ? (row ?? null) : null}
            onDone={close}
          />
        ) : row ? (
          <One disclosure={row} onCorrect={() => setWriting('correction')} />
        ) : null
      }
      list={
        <ListSection<DisclosureView>
          title="Disclosures"
          patientId={patientId}
          rows={rows}
          columns={isOpen ? columns.slice(0, 3) : columns}
          rowKey={({ disclosureId }) => disclosureId}
          selected={opened}
          onOpen={({ disclosureId }) => {
            setWriting(null)
            setOpened(disclosureId)
          }}
          dim={({ replaced }) => replaced}
          tools={
            <>
              <Button
                leftSection={<IconPlus size={14} />}
                onClick={() => {
                  setOpened(null)
                  setWriting('new')
                }}
              >
                Record a disclosure
              </Button>
              {!isOpen && (
                <Button
                  variant="default"
                  leftSection={<IconList size={14} />}
                  onClick={() =>
                    void navigate({ to: '/privacy/disclosures/$patientId', params: { patientId } })
                  }
                >
                  For the patient
                </Button>
              )}
            </>
          }
          nothing="Nothing of this record was given out."
        />
      }
    />
  )
}

function One({ disclosure, onCorrect }: { disclosure: DisclosureView; onCorrect(): void }) {
  const { replaced, mistaken, notToldUntil } = disclosure
  const facts: readonly (readonly [string, string])[] = [
    ['Given to', recipientWords[disclosure.recipient]],
    ['Name', disclosure.recipientName],
    ['Address', disclosure.recipientAddress],
    ['On', dateText(disclosure.day)],
    ['How', wayWords[disclosure.how]],
    ['What', disclosure.what],
    ['Why', [purposeWords[disclosure.purpose], disclosure.purposeText].filter(Boolean).join('. ')],
    ['Not told before', notToldUntil ? dateText(notToldUntil) : ''],
    ['Corrects', disclosure.why],
    ['State', stateText(disclosure)],
    ['Written down by', `${disclosure.by}, ${dateTimeText(disclosure.at)}`],
  ]
  return (
    <div className={administration['person']}>
      <dl className={administration['facts']}>
        <FactRows facts={facts.filter(([, value]) => value !== '')} />
      </dl>
      {!replaced && !mistaken && (
        <div className={`${classes['buttons']} hf-no-print`}>
          <Button variant="default" onClick={onCorrect}>
            Correct…
          </Button>
        </div>
      )}
    </div>
  )
}
