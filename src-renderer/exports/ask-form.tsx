import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { placeNames } from '../../shared/access/access-words.ts'
import { listLocations } from '../../shared/access/list-locations.ts'
import { ofRecords, type HandingOut } from '../../shared/audit/handing-out.ts'
import { askForExport, getExportCount } from '../../shared/exports/ask-for-export.ts'
import { ActForm } from '../access/act-form.tsx'
import { ReasonField } from '../access/reason-field.tsx'
import classes from '../access/administration.module.css'
import { HandingOutFields } from '../kernel/handing-out-fields.tsx'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { number, patientsText } from './export-words.ts'

/** What is to be exported, for whom and why. Nothing is written by it. */
export function AskForm({ onDone }: { onDone(): void }) {
  const [locationId, setLocationId] = useState<string | null>(null)
  const [out, setOut] = useState<HandingOut>({ recipient: 'system', purpose: 'move' })
  const [reason, setReason] = useState('')
  const places = useAsk(listLocations, { show: 'own' }).data?.locations ?? []
  const counted = useAsk(getExportCount, { locationId })
  const names = placeNames(places.map(({ locationId: id, name, partOf }) => ({ id, name, partOf })))
  const ask = useRun(askForExport, {
    onSuccess: ({ needsTwo }) => {
      notify(needsTwo ? 'Asked. Another person has to approve it.' : 'Asked. You can write it now.')
      onDone()
    },
  })
  const count = counted.data
  return (
    <ActForm
      title="Ask for an export"
      lead="Nothing is written yet. What is asked for, and by whom, stays readable."
      go="Ask for it"
      busy={ask.isPending}
      error={ask.error}
      ready={reason.trim() !== '' && (count?.patients ?? 0) > 0}
      onGo={() => ask.mutate({ locationId, handingOut: out, reason })}
      onDone={onDone}
    >
      <NativeSelect
        size="sm"
        label="Whose records"
        data={[
          { value: '', label: 'All patients' },
          ...[...names].map(([value, label]) => ({ value, label: `Those of ${label}` })),
        ]}
        value={locationId ?? ''}
        onChange={({ currentTarget: { value } }) => setLocationId(value === '' ? null : value)}
      />
      <p className={classes['dim']} aria-live="polite">
        {counted.error ? wordsFor(counted.error) : count ? countText(count) : ' '}
      </p>
      <HandingOutFields out={out} choices={ofRecords} onOut={setOut} />
      <ReasonField
        size="sm"
        description="Whoever approves it reads this."
        reason={reason}
        onReason={setReason}
      />
    </ActForm>
  )
}

function countText({
  patients,
  closed,
  alone,
  most,
}: Readonly<{ patients: number; closed: number; alone: number; most: number }>): string {
  const left =
    closed === 0
      ? ''
      : ` ${patientsText(closed)} more ${closed === 1 ? 'is' : 'are'} not open to you, and not in it.`
  if (patients > most)
    return `${patientsText(patients)}: more than one export may have (${number(most)}).${left}`
  const who = patients > alone ? 'Another person has to approve it.' : 'Nobody has to approve it.'
  return `${patientsText(patients)}. ${who}${left}`
}
