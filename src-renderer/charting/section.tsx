/** The frame of a section: its name, a filter where it is a list, and printing. */
import { Button, TextInput } from '@mantine/core'
import { IconFilter, IconPrinter } from '@tabler/icons-react'
import { useContext, useMemo, useState, type ReactNode } from 'react'
import type { OutputOf, Query } from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { useMe } from '../kernel/me.ts'
import { usePrintKey } from '../kernel/on-paper.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { printPage } from '../kernel/print.tsx'
import { wordsFor } from '../kernel/words.ts'
import { MarkEntry, type MarkedType } from '../privacy/mark-entry.tsx'
import { Mark, useMarks, useNotShown } from '../privacy/marks.tsx'
import type { RowData } from '@tanstack/react-table'
import classes from './chart-screen.module.css'
import { AsOf } from './freshness.tsx'
import { SectionStanding } from './standing.ts'

type FrameProps = {
  title: string
  patientId: string
  note?: ReactNode
  tools?: ReactNode
  children: ReactNode
}

export function Section({ title, patientId, note, tools, children }: FrameProps) {
  const print = () => void printPage('chart-section', patientId, title)
  usePrintKey(print)
  return (
    <section className={classes['body']} aria-labelledby="section-title">
      <div className={classes['head']}>
        <h2 id="section-title">{title}</h2>
        {note && <span className={classes['note']}>{note}</span>}
        <AsOf />
        <div data-push className="hf-no-print">
          {tools}
          <Button variant="default" leftSection={<IconPrinter size={14} />} onClick={print}>
            Print
          </Button>
        </div>
      </div>
      <div className={classes['content']}>{children}</div>
    </section>
  )
}

type Answer<T> = { data: T | undefined; error: AppError | null }

/** What a section shows once its answer is here; local answers are here within a frame, so nothing stands in for them. */
export function Answered<Q extends Query>({
  answer,
  children,
}: {
  answer: Answer<OutputOf<Q>>
  children(data: OutputOf<Q>): ReactNode
}) {
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  return answer.data === undefined ? null : <>{children(answer.data)}</>
}

export type ListProps<Row> = {
  title: string
  patientId: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  sort?: { column: string; descending: boolean }
  nothing: string
  selected?: string | null
  tools?: ReactNode
  onOpen?(row: Row): void
  dim?(row: Row): boolean
  /** What its rows are, where their key is the id of an entry: then K on one says of which kind of data it is. */
  entries?: MarkedType
}

/** A section that is a list. */
export function ListSection<Row extends RowData>({
  title,
  tools,
  nothing,
  entries,
  ...list
}: ListProps<Row>) {
  const [filter, setFilter] = useState('')
  const { patientId, columns, rowKey } = list
  const marks = useMarks(patientId)
  const none = useNothing(patientId, nothing)
  const mayMark = useMe().can('chart.write')
  const [marking, setMarking] = useState<Row | null>(null)
  const marked = useMemo(() => withMarks(columns, rowKey), [columns, rowKey])
  return (
    <Section
      title={title}
      patientId={list.patientId}
      tools={
        <>
          {tools}
          <TextInput
            leftSection={<IconFilter size={14} aria-hidden="true" />}
            placeholder="Filter"
            aria-label={`Filter ${title.toLowerCase()}`}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setFilter('')}
            w={180}
          />
        </>
      }
    >
      <DataTable
        label={title}
        filter={filter}
        empty={<Empty title={filter === '' ? none : `Nothing matches “${filter}”`} />}
        mark={(row) => <Mark kinds={marks.get(rowKey(row))} />}
        {...(entries !== undefined &&
          mayMark && {
            onLetter: (letter: string, row: Row) => {
              if (letter === 'k') setMarking(row)
              return letter === 'k'
            },
          })}
        {...list}
        columns={marked}
      />
      {entries !== undefined && marking !== null && (
        <MarkEntry
          patientId={patientId}
          type={entries}
          entryId={rowKey(marking)}
          title={nameIn(list.columns, marking)}
          onDone={() => setMarking(null)}
        />
      )}
    </Section>
  )
}

/** What a row is called: its name, where dates come first. */
export function nameIn<Row>(columns: readonly Column<Row>[], row: Row): string {
  return String(namedBy(columns)?.value(row) ?? '')
}

/** What a section says that shows nothing; `nothing` where there is nothing. */
export function useNothing(patientId: string, nothing: string): string {
  const section = useContext(SectionStanding)?.section ?? null
  return useNotShown(patientId)(section) > 0 ? 'Nothing of this is shown to you.' : nothing
}

/** Beside its name, whether a row was amended or is disputed. */
function withMarks<Row>(
  columns: readonly Column<Row>[],
  rowKey: (row: Row) => string,
): readonly Column<Row>[] {
  const named = namedBy(columns)
  return columns.map((column) =>
    column === named
      ? {
          ...column,
          cell: (row: Row) => (
            <>
              {column.cell ? column.cell(row) : column.value(row)}
              <AmendedMark id={rowKey(row)} />
            </>
          ),
        }
      : column,
  )
}

/** What a row is called by: its name, where dates come first. */
const namedBy = <Row,>(columns: readonly Column<Row>[]): Column<Row> | undefined =>
  columns.find(({ width }) => width === undefined) ?? columns[0]
