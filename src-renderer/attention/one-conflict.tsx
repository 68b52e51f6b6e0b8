import { Button, Group, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { getConflict } from '../../shared/attention/get-conflict.ts'
import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { Answered } from '../charting/section.tsx'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './attention.module.css'
import { fieldWords, valueWords } from './field-words.ts'

type Found = OutputOf<typeof getConflict>
type Side = 'held' | 'offered'
type Choice = Readonly<Record<string, Side>>

/** Both versions side by side; one key takes a whole side, a click a single field. */
export function OneConflict({ conflictId, onDone }: { conflictId: string; onDone(): void }) {
  const answer = useAsk(getConflict, { conflictId })
  return (
    <Answered<typeof getConflict> answer={answer}>
      {(found) => <Sides key={found.version} found={found} onDone={onDone} />}
    </Answered>
  )
}

function Sides({ found, onDone }: { found: Found; onDone(): void }) {
  const { conflict, version, heldBy, offeredBy, now } = found
  const me = useMe()
  const all = (side: Side): Choice => Object.fromEntries(conflict.fields.map(({ field }) => [field, side]))
  const [choice, setChoice] = useState<Choice>({})
  const resolve = useRun(resolveConflict, {
    onSuccess: () => {
      notify('Settled. The other version stays in the history.')
      onDone()
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  useHotkeys([
    ['1', () => setChoice(all('held'))],
    ['2', () => setChoice(all('offered'))],
  ])
  const decided = conflict.fields.every(({ field }) => choice[field] !== undefined)
  const cell = (field: string, side: Side, value: unknown) => (
    <td>
      <button
        type="button"
        className={classes['value']}
        aria-pressed={choice[field] === side}
        onClick={() => setChoice(conflict.kind === 'fields' ? { ...choice, [field]: side } : all(side))}
      >
        {valueWords(value)}
      </button>
    </td>
  )
  return (
    <>
      <Text size="sm" mb={8}>
        {found.patientName && <b>{found.patientName}. </b>}
        {explain[conflict.kind]}
      </Text>
      <table className={classes['sides']}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes['hidden']}>Field</span>
            </th>
            <th scope="col">
              In force <kbd>1</kbd>
              <small>{heldBy ? saidBy(heldBy, me.workstation) : 'As it was recorded here'}</small>
            </th>
            <th scope="col">
              The other <kbd>2</kbd>
              <small>{saidBy(offeredBy, me.workstation)}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ field, held, offered }) => (
            <tr key={field}>
              <th scope="row">
                {fieldWords(field)}
                {field in now && <small>changed since: {valueWords(now[field])}</small>}
              </th>
              {cell(field, 'held', conflict.kind === 'deleted' ? 'Removed' : held)}
              {cell(field, 'offered', conflict.kind === 'removed' ? 'Removed' : offered)}
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt={12}>
        <Button
          disabled={!decided}
          loading={resolve.isPending}
          onClick={() => resolve.mutate({ conflictId: conflict.id, version, choice })}
        >
          Keep what is chosen
        </Button>
        <Text size="xs" c="dimmed">
          Until then what is in force stays in force.
        </Text>
      </Group>
    </>
  )
}

/** Who, when, and where: by the four signs a workstation is called by, as at the foot of every print. */
function saidBy({ name, at, device }: Found['offeredBy'], here: string): string {
  const sign = device.slice(-4).toUpperCase()
  const where = sign === here ? 'this workstation' : sign && `workstation ${sign}`
  return [name || 'Imported', dateTimeText(at), where].filter(Boolean).join(' · ')
}

const explain = {
  fields: 'Two people changed this while apart. Choose which holds.',
  deleted: 'One person removed this while another changed it. Choose whether the change is wanted.',
  removed: 'One person removed this while another changed it. It is kept until you choose.',
} as const
