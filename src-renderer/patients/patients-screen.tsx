/** Patients: found as one types, or everyone in a list. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus, IconPrinter, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { useOpenChart } from '../charting/open-chart.ts'
import { usePrintKey } from '../kernel/on-paper.ts'
import { Page, Problem } from '../kernel/page.tsx'
import { asking, queryClient } from '../kernel/queries.ts'
import { useMe } from '../kernel/me.ts'
import { printPage, PrintFrame } from '../kernel/print.tsx'
import { wordsOf } from '../kernel/words.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { Everyone, type ListOrder } from './everyone.tsx'
import { FoundList } from './found-list.tsx'
import classes from './patients-screen.module.css'

const searchFor = (text: string) => asking(findPatients, { text, limit: 50 })

export function PatientsScreen() {
  const me = useMe()
  const [text, setText] = useState('')
  const [show, setShow] = useState<'active' | 'everyone'>('active')
  const [order, setOrder] = useState<ListOrder>({ sort: 'name', descending: false })
  const typed = text.trim()
  const found = useQuery({
    ...searchFor(typed),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  })
  const open = useOpenChart()
  // Enter opens who is found for all that was typed: where that answer is still on its way, it waits for it
  const entered = useRef(false)
  const first = found.isPlaceholderData ? undefined : found.data?.lines[0]
  // what was found before this search is not shown again, nor nothing: everyone stays until its first answer is there
  const [answered, setAnswered] = useState(false)
  if (typed === '' ? answered : !answered && found.isSuccess && !found.isPlaceholderData)
    setAnswered(!answered)
  const showsEveryone = typed === '' || (!answered && !found.error)
  // the same for the arrow down: it leads into the list that is on its way, not into the one that goes
  const downed = useRef(false)
  useEffect(() => {
    if (!downed.current || !answered) return
    downed.current = false
    focusFirstRow()
  }, [answered])
  useEffect(() => {
    if (!entered.current || found.isFetching) return
    entered.current = false
    if (first) open(first.patientId)
  }, [found.isFetching, first, open])

  const type = useCallback((next: string) => {
    entered.current = false
    downed.current = false
    // asked in the key's own turn, not once the letter is drawn
    if (next.trim() !== '') void queryClient.prefetchQuery(searchFor(next.trim()))
    setText(next)
  }, [])
  const onKey = (pressed: string) => {
    if (pressed === 'Escape') setText('')
    if (pressed === 'Enter' && found.isFetching) entered.current = true
    else if (pressed === 'Enter' && first) open(first.patientId)
    if (pressed === 'ArrowDown' && typed !== '' && showsEveryone) downed.current = true
    else if (pressed === 'ArrowDown') focusFirstRow()
  }
  const latestKey = useRef(onKey)
  useLayoutEffect(() => {
    latestKey.current = onKey
  })
  const key = useCallback((pressed: string) => latestKey.current(pressed), [])

  return (
    <Page title="Patients" tools={<Tools />}>
      <PrintFrame title="Patients">
        <div className={classes['screen']}>
          <div className={`${classes['bar']} hf-no-print`}>
            <SearchField text={text} onType={type} onKey={key} />
            {typed === '' ? (
              <SegmentedControl
                aria-label="Which patients"
                value={show}
                onChange={(value) => setShow(value)}
                data={[
                  { value: 'active', label: 'Active' },
                  { value: 'everyone', label: 'Everyone' },
                ]}
              />
            ) : (
              <span className={classes['count']} role="status">
                {found.data && answered && countText(found.data.lines.length, found.data.more)}
              </span>
            )}
          </div>
          <div className={classes['list']}>
            {showsEveryone ? (
              <Everyone show={show} order={order} onOrder={setOrder} onOpen={open} />
            ) : found.error ? (
              <Problem>
                {wordsOf(found.error instanceof AppError ? found.error.reason : 'unexpected')}
              </Problem>
            ) : found.data ? (
              <FoundList
                lines={found.data.lines}
                inVain={found.data.lines.length === 0 ? typed : ''}
                today={me.today}
                onOpen={open}
              />
            ) : null}
          </div>
        </div>
      </PrintFrame>
    </Page>
  )
}

/** Both stay as they are while answers come. */
const Tools = memo(function Tools() {
  const me = useMe()
  const navigate = useNavigate()
  const print = () => void printPage('patient-list', null, 'List of patients')
  usePrintKey(print)
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={print}>
        Print
      </Button>
      {me.can('patient.register') && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => void navigate({ to: '/patients/new' })}>
          Register patient
        </Button>
      )}
    </>
  )
})

type FieldProps = Readonly<{ text: string; onType(text: string): void; onKey(key: string): void }>

const SearchField = memo(function SearchField({ text, onType, onKey }: FieldProps) {
  return (
    <TextInput
      className={classes['search'] ?? ''}
      size="sm"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      placeholder="Name, birth date, record number or phone"
      aria-label="Find patients"
      value={text}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => onKey(event.key)}
      autoFocus
      autoComplete="off"
      spellCheck={false}
    />
  )
})

const focusFirstRow = () => document.querySelector<HTMLElement>('[data-row="0"]')?.focus()

const countText = (count: number, more: boolean) =>
  more ? `The first ${count}; type more to narrow` : count === 1 ? '1 patient' : `${count} patients`
