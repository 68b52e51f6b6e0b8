import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { disclosing, wordsOfAction } from '../../shared/auditing/action-words.ts'
import {
  entrySorts,
  type EntryFilter,
  type EntryPatient,
  type EntrySort,
} from '../../shared/auditing/entry-line.ts'
import { categoryWords, outcomeWords } from '../../shared/auditing/entry-words.ts'
import type { getChoices } from '../../shared/auditing/get-choices.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import classes from './auditing.module.css'
import { sortWords } from './entry-columns.ts'
import { reasonText, shortId } from './entry-text.ts'
import { PatientChoice } from './patient-choice.tsx'

export type Choices = OutputOf<typeof getChoices> | undefined
type Props = Readonly<{
  filter: EntryFilter
  order: Readonly<{ sort: EntrySort; descending: boolean }>
  choices: Choices
  /** Whom it is filtered by, where a line says who that is. */
  patient: EntryPatient | null
  onFilter(change: Partial<EntryFilter>): void
  onSort(sort: EntrySort, descending: boolean): void
  onClear(): void
  tools: ReactNode
}>
type Option = Readonly<{ value: string; label: string }>

/** Of a select: nothing chosen is any; what says nothing has a word of its own. */
const any = '*'
const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, 'en')

export function EntryFilters({ filter, order, choices, patient, onFilter, onSort, onClear, tools }: Props) {
  const hidden = ['category', 'outcome', 'reason', 'workstation', 'session', 'op'] as const
  const [more, setMore] = useState(false)
  const isMore = more || hidden.some((field) => filter[field] !== null)
  const actions = (choices?.actions ?? []).filter((each) => !filter.disclosures || disclosing.includes(each))
  const choose = (
    label: string,
    field: 'actor' | 'action' | 'category' | 'outcome' | 'reason' | 'workstation',
    anyWords: string,
    options: readonly Option[],
  ) => (
    <NativeSelect
      label={label}
      value={filter[field] ?? any}
      data={[{ value: any, label: anyWords }, ...options]}
      onChange={({ currentTarget: { value } }) => onFilter({ [field]: value === any ? null : value })}
    />
  )
  return (
    <div className={classes['filters']}>
      <div className={classes['row']} data-first>
        <Day label="From" value={filter.from} onDay={(from) => onFilter({ from })} />
        <Day label="To" value={filter.to} onDay={(to) => onFilter({ to })} />
        {choose('Who', 'actor', 'Anybody', [
          ...(choices?.people ?? [])
            .map(({ userId, name }) => ({
              value: userId,
              label: name || `Not known here (${shortId(userId)})`,
            }))
            .toSorted(byLabel),
          { value: '', label: 'The workstation itself' },
        ])}
        <PatientChoice
          patientId={filter.patientId}
          known={patient}
          onPatient={(patientId) => onFilter({ patientId })}
        />
        {choose(
          'What',
          'action',
          'Anything',
          actions.map((value) => ({ value, label: wordsOfAction(value) })).toSorted(byLabel),
        )}
        <div className={classes['tools']}>
          <Button
            variant="subtle"
            leftSection={<IconAdjustmentsHorizontal size={14} />}
            aria-expanded={isMore}
            onClick={() => setMore(!isMore)}
          >
            More
          </Button>
          <Button variant="subtle" onClick={onClear}>
            Clear
          </Button>
          {tools}
        </div>
      </div>
      {isMore && (
        <div className={classes['row']}>
          {choose(
            'Kind of data',
            'category',
            'Any',
            Object.entries(categoryWords)
              .map(([value, label]) => ({ value, label }))
              .toSorted(byLabel),
          )}
          {choose(
            'Outcome',
            'outcome',
            'Any',
            Object.entries(outcomeWords).map(([value, label]) => ({ value, label })),
          )}
          {choose('Reason', 'reason', 'Any', [
            { value: '', label: 'None' },
            ...(choices?.reasons ?? [])
              .map((value) => ({ value, label: reasonText(value) }))
              .toSorted(byLabel),
          ])}
          {choose(
            'Workstation',
            'workstation',
            'Any',
            (choices?.workstations ?? []).map((value) => ({ value, label: shortId(value) })),
          )}
          <Typed label="Session" value={filter.session} onValue={(session) => onFilter({ session })} />
          <Typed
            label="Change"
            value={filter.op}
            onValue={(op) => onFilter({ op: op !== null && isId.test(op) ? op : null })}
          />
          <NativeSelect
            label="Order"
            value={order.sort}
            data={entrySorts.map((value) => ({ value, label: sortWords[value] }))}
            onChange={({ currentTarget: { value } }) => {
              const sort = entrySorts.find((each) => each === value)
              if (sort) onSort(sort, order.descending)
            }}
          />
          <NativeSelect
            label="Direction"
            value={order.descending ? 'down' : 'up'}
            data={[
              { value: 'up', label: 'First to last' },
              { value: 'down', label: 'Last to first' },
            ]}
            onChange={({ currentTarget: { value } }) => onSort(order.sort, value === 'down')}
          />
        </div>
      )}
    </div>
  )
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function Day({
  label,
  value,
  onDay,
}: {
  label: string
  value: string | null
  onDay(day: string | null): void
}) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onDay(currentTarget.value === '' ? null : currentTarget.value)}
    />
  )
}

/** Taken once it is typed, not at every letter. */
function Typed({
  label,
  value,
  onValue,
}: {
  label: string
  value: string | null
  onValue(value: string | null): void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    if (typed !== null) onValue(typed.trim() === '' ? null : typed.trim())
    setTyped(null)
  }
  return (
    <TextInput
      label={label}
      value={typed ?? value ?? ''}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
    />
  )
}
