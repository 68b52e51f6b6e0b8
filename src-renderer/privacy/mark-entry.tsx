/** Says of which kinds of data one entry of a chart is, and takes that back with a reason. */
import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { sensitiveKinds, type SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { getMarking } from '../../shared/privacy/get-marking.ts'
import { markEntry, type markedTypes } from '../../shared/privacy/mark-entry.ts'
import { dateText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { kindWords } from './kinds-words.ts'
import classes from './marks.module.css'

export type MarkedType = (typeof markedTypes)[number]
export type OfEntry = Readonly<{ patientId: string; type: MarkedType; entryId: string }>

type Props = OfEntry & { title: string; onDone(): void }

export function MarkEntry({ title, onDone, ...of }: Props) {
  const found = useAsk(getMarking, of, { gcTime: 0 })
  return (
    <Modal opened onClose={onDone} title={`Kind of data: ${title}`} size="lg">
      {found.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(found.error)}
        </p>
      )}
      {found.data && <Kinds of={of} seen={found.data} onDone={onDone} />}
    </Modal>
  )
}

function Kinds({
  of,
  seen: now,
  onDone,
}: {
  of: OfEntry
  seen: OutputOf<typeof getMarking>
  onDone(): void
}) {
  // as it was when it was opened: a change meanwhile is refused, and not written over
  const [seen] = useState(now)
  const [kinds, setKinds] = useState<readonly SensitiveKind[]>(seen.kinds)
  const [reason, setReason] = useState('')
  const [withContents, setWithContents] = useState(true)
  const mark = useRun(markEntry, {
    onSuccess: ({ hidden, entries }) => {
      if (entries > 0) notify(saidText(kinds.length > 0, hidden, entries))
      onDone()
    },
  })
  const isLifted = seen.kinds.some((kind) => !kinds.includes(kind))
  const isAdded = kinds.some((kind) => !seen.kinds.includes(kind))
  const leaves = kinds.some((kind) => seen.hides.includes(kind))
  const hasContents = seen.contents > 0 && kinds.length > 0 && !isLifted
  const ready = (isLifted || isAdded || hasContents) && (!isLifted || reason.trim() !== '')
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !mark.isPending)
          mark.mutate({
            ...of,
            version: seen.version,
            kinds: [...kinds],
            reason,
            withContents: hasContents && withContents,
          })
      }}
    >
      <fieldset className={classes['kinds']}>
        <legend>
          Only people with the right to a kind see what is of it. For others it is in no list, on no print and
          in no answer.
        </legend>
        {sensitiveKinds.map((kind, index) => (
          <Checkbox
            key={kind}
            data-autofocus={index === 0 || undefined}
            label={kindWords[kind].name}
            description={kindWords[kind].about}
            checked={kinds.includes(kind)}
            onChange={({ currentTarget: { checked } }) =>
              setKinds(checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
            }
          />
        ))}
      </fieldset>
      {hasContents && (
        <Checkbox
          label={`Also what belongs to it: ${seen.contents === 1 ? 'one entry' : `${seen.contents} entries`}`}
          description={`${of.type === 'report' ? 'Reported in this report.' : 'Recorded in this visit.'} Otherwise it is still shown to everybody who reads the chart.`}
          checked={withContents}
          onChange={({ currentTarget: { checked } }) => setWithContents(checked)}
        />
      )}
      {isLifted && (
        <TextInput
          label="Why it is no longer of that kind"
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      )}
      {leaves && (
        <p className={classes['note']}>
          You do not have the right to see this kind: once it is marked, the entry is not shown to you any
          more.
        </p>
      )}
      {seen.set && (
        <p className={classes['note']}>
          {[`Last said by ${seen.set.byName || 'somebody'}, ${dateText(seen.set.at)}`, seen.set.reason]
            .filter(Boolean)
            .join(': ')}
        </p>
      )}
      {mark.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(mark.error)}
        </p>
      )}
      <Group justify="flex-end">
        <Button variant="default" size="sm" onClick={onDone}>
          Leave it
        </Button>
        <Button type="submit" size="sm" loading={mark.isPending} disabled={!ready}>
          Save
        </Button>
      </Group>
    </form>
  )
}

const saidText = (isMarked: boolean, hidden: boolean, entries: number): string => {
  const what = entries === 1 ? 'The entry is' : `${entries} entries are`
  if (!isMarked) return `${what} no longer of a kind of data, and shown to everybody who reads the chart.`
  return `${what} marked.${hidden ? ' Not shown to you any more.' : ''}`
}
