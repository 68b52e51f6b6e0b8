import { useState } from 'react'
import { getEncounter } from '../../shared/charting/get-encounter.ts'
import { listEncounters } from '../../shared/charting/list-encounters.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import type { Column } from '../kernel/data-table.tsx'
import { dateText, dateTimeText, timeText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { EntryKinds } from '../privacy/marks.tsx'
import { Flag } from './flag.tsx'
import { Answered, ListSection } from './section.tsx'
import { Split } from './split.tsx'
import { classText, statusText } from './status-words.ts'
import classes from './split.module.css'

type Encounter = OutputOf<typeof listEncounters>['encounters'][number]
const placeOf = (row: Pick<Encounter, 'locationName' | 'organizationName'>) =>
  row.locationName || row.organizationName

const columns: readonly Column<Encounter>[] = [
  {
    id: 'starts',
    head: 'Date',
    width: '104px',
    value: (row) => row.startsAt,
    cell: (row) => dateText(row.startsAt),
  },
  { id: 'class', head: 'Where', width: '92px', value: (row) => classText(row.class) },
  { id: 'kind', head: 'Visit', value: (row) => row.kind || 'Encounter' },
  { id: 'reason', head: 'Reason', width: '22%', value: (row) => row.reason },
  { id: 'who', head: 'Clinician', width: '16%', value: (row) => row.practitionerName },
  { id: 'place', head: 'Place', width: '16%', value: placeOf },
]
const narrow = columns
  .filter((column) => ['starts', 'kind', 'who'].includes(column.id))
  .map((column) => (column.id === 'who' ? { ...column, width: '34%' } : column))

export function EncountersSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listEncounters, { patientId })
  const [opened, setOpened] = useState<Encounter | null>(null)
  return (
    <Answered<typeof listEncounters> answer={answer}>
      {({ encounters }) => (
        <Split
          title={opened ? `${opened.kind || 'Encounter'}, ${dateText(opened.startsAt)}` : ''}
          onClose={() => setOpened(null)}
          detail={opened && <Visit patientId={patientId} encounterId={opened.id} />}
          list={
            <ListSection<Encounter>
              title="Encounters"
              entries="encounter"
              selected={opened?.id ?? null}
              patientId={patientId}
              rows={encounters}
              columns={opened ? narrow : columns}
              rowKey={(row) => row.id}
              onOpen={setOpened}
              nothing="This patient has not been seen yet."
            />
          }
        />
      )}
    </Answered>
  )
}

/** `10/16/2026 2:30 PM to 2:45 PM`: the day is said once. */
function spanText(from: string | null, to: string | null): string {
  if (!to || to === from) return dateTimeText(from)
  const until = dateText(from) === dateText(to) && to.length > 10 ? timeText(to) : dateTimeText(to)
  return [dateTimeText(from), until].filter(Boolean).join(' to ')
}

const parts = [
  ['problems', 'Problems'],
  ['vitals', 'Vitals'],
  ['results', 'Results and answers'],
  ['medications', 'Medications'],
  ['procedures', 'Procedures'],
  ['immunizations', 'Immunizations'],
  ['reports', 'Reports'],
  ['documents', 'Documents'],
] as const

/** One visit and what was recorded in it. */
export function Visit({ patientId, encounterId }: { patientId: string; encounterId: string }) {
  const answer = useAsk(getEncounter, { patientId, encounterId })
  return (
    <Answered<typeof getEncounter> answer={answer}>
      {(visit) => {
        const { encounter } = visit
        const facts = [
          ['When', spanText(encounter.startsAt, encounter.endsAt)],
          ['Status', statusText(encounter.status)],
          ['Reason', encounter.reason],
          ['Clinician', encounter.practitionerName],
          ['Place', [encounter.locationName, encounter.organizationName].filter(Boolean).join(', ')],
          ['Left', encounter.disposition],
        ] as const
        const filled = parts.filter(([key]) => visit[key].length > 0)
        return (
          <>
            <EntryKinds
              patientId={patientId}
              type="encounter"
              entryId={encounterId}
              title={encounter.kind || 'Visit'}
            />
            <dl className={classes['facts']}>
              {facts.flatMap(([name, value]) =>
                value ? [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>] : [],
              )}
            </dl>
            <EntryAmendments
              entries={[
                {
                  type: 'encounter',
                  id: encounterId,
                  text: [encounter.kind || 'Visit', dateText(encounter.startsAt)].filter(Boolean).join(', '),
                },
              ]}
            />
            {filled.length === 0 && <p>Nothing else was recorded in this visit.</p>}
            {filled.map(([key, name]) => (
              <section key={key}>
                <h4>{name}</h4>
                <ul>
                  {visit[key].map((line) => (
                    <li key={line.id} className={classes['line']}>
                      <span>
                        {line.text}
                        <AmendedMark id={line.id} />
                      </span>
                      <span>
                        {[line.detail, statusText(line.status)].filter(Boolean).join(' · ')}{' '}
                        <Flag flag={line.flag} />
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </>
        )
      }}
    </Answered>
  )
}
