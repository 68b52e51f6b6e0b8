import { Button, Group, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { editRefused } from '../../shared/attention/edit-refused.ts'
import { getRefused } from '../../shared/attention/get-refused.ts'
import { discardRefused, retryRefused } from '../../shared/attention/settle-refused.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { Answered } from '../charting/section.tsx'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { GiveUp } from './give-up.tsx'
import classes from './attention.module.css'
import { fieldWords, typeWords, valueWords } from './field-words.ts'

type Props = { op: string; why: string; onDone(): void }
type Found = OutputOf<typeof getRefused>
type Edits = Readonly<Record<string, string>>

/** Something the cloud did not take: it stays in sight here until it is put right, sent again or given up, with a reason. */
export function OneRefusal({ op, why, onDone }: Props) {
  const answer = useAsk(getRefused, { op })
  return (
    <>
      <Text size="sm">{why}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        This workstation still shows it as it was entered. Nobody else sees it.
      </Text>
      <Answered<typeof getRefused> answer={answer}>
        {(found) => <Settle op={op} found={found} onDone={onDone} />}
      </Answered>
    </>
  )
}

const keyOf = (row: { type: string; id: string }, field: string) => `${row.type}/${row.id}/${field}`

function Settle({ op, found, onDone }: { op: string; found: Found; onDone(): void }) {
  const [edits, setEdits] = useState<Edits>({})
  const after = (words: string) => ({
    onSuccess: () => {
      notify(words)
      onDone()
    },
    onError: (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem' as const),
  })
  const edit = useRun(editRefused, after('Put right. It will be sent anew.'))
  const retry = useRun(retryRefused, after('It will be sent again.'))
  const discard = useRun(discardRefused, after('Given up. Its text stays in the record of what was refused.'))
  const changed = found.rows.flatMap((row) =>
    row.fields.flatMap(({ field }) => {
      const value = edits[keyOf(row, field)]
      return value === undefined ? [] : [{ type: row.type, id: row.id, field, value }]
    }),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (changed.length > 0) edit.mutate({ op, edits: changed })
        else retry.mutate({ op })
      }}
    >
      {found.rows.map((row) => (
        <Entered
          key={`${row.type}/${row.id}`}
          row={row}
          editable={found.editable}
          edits={edits}
          onEdit={(field, value) => setEdits({ ...edits, [keyOf(row, field)]: value })}
        />
      ))}
      {found.waiting > 0 && (
        <Text size="sm" mt={12}>
          {found.waiting === 1 ? 'One later change waits' : `${found.waiting} later changes wait`} for this
          one. Put right here, they go with it.
        </Text>
      )}
      <Group mt={16}>
        <Button type="submit" loading={retry.isPending || edit.isPending}>
          {changed.length > 0 ? 'Send it as it is now' : 'Send it again'}
        </Button>
      </Group>
      <GiveUp busy={discard.isPending} onGiveUp={(reason) => discard.mutate({ op, reason })} />
    </form>
  )
}

/** What was entered, as it was; texts can be put right in place. */
function Entered({
  row,
  editable,
  edits,
  onEdit,
}: {
  row: Found['rows'][number]
  editable: boolean
  edits: Edits
  onEdit(field: string, value: string): void
}) {
  return (
    <section className={classes['entered']} aria-label={typeWords(row.type)}>
      <h3>
        {typeWords(row.type)}
        {row.title && `: ${row.title}`}
        {row.gone && ' (removed)'}
      </h3>
      {row.fields.map(({ field, before, value, editable: isText }) =>
        editable && isText && typeof value === 'string' ? (
          <Textarea
            key={field}
            label={fieldWords(field)}
            {...(before !== null && before !== '' && { description: `Before: ${valueWords(before)}` })}
            autosize
            minRows={1}
            maxRows={12}
            value={edits[keyOf(row, field)] ?? value}
            onChange={(event) => onEdit(field, event.currentTarget.value)}
          />
        ) : (
          <dl key={field} className={classes['said']}>
            <dt>{fieldWords(field)}</dt>
            <dd>{valueWords(value)}</dd>
          </dl>
        ),
      )}
    </section>
  )
}
