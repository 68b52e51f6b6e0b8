/** A list: sorted by a click on a head, filtered by words, scrolled without end, walked by arrow keys, copied and printed whole. */
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type SortingState,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { copyText } from '../../shared/access/copy-text.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { run } from './holdfast.ts'
import { tellCopied } from './giving.ts'
import { usePatientsOnPaper } from './on-paper.ts'
import { firstRect, rowHeight, useRowKeys } from './row-keys.ts'
import classes from './data-table.module.css'

export type Column<Row> = Readonly<{
  id: string
  head: string
  /** Said once in the head instead of in every cell. */
  unit?: string
  /** CSS width; the rest is shared. */
  width?: string
  align?: 'right'
  /** What it is sorted, filtered and copied by. */
  value(row: Row): string | number | null
  cell?(row: Row): ReactNode
}>

export type DataTableProps<Row> = Readonly<{
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  sort?: Readonly<{ column: string; descending: boolean }>
  /** Words that must all stand somewhere in a row. */
  filter?: string
  onOpen?(row: Row): void
  /** A letter pressed on a row. True where it was dealt with; `next` where the focus is then to go on. */
  onLetter?(letter: string, row: Row): boolean | 'next'
  onFocusRow?(row: Row): void
  selected?: string | null
  /** Whose rows these are, for the record of a copy. */
  patientId: string | null
  empty: ReactNode
  dim?(row: Row): boolean
  /** Before what a row is called: the first value whose column has no width of its own. */
  mark?(row: Row): ReactNode
}>

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

/** Nothing known sorts last, numbers by size, words as a phone book does. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || a === '') return b === null || b === '' ? 0 : 1
  if (b === null || b === '') return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}

/** Whose rows these are, where each says so. */
const patientsIn = (rows: readonly unknown[]): string[] => [
  ...new Set(
    rows.flatMap((row) =>
      typeof row === 'object' && row !== null && 'patientId' in row && typeof row.patientId === 'string'
        ? row.patientId
        : [],
    ),
  ),
]

export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { columns, rowKey, filter = '', onOpen } = props
  const [sorting, setSorting] = useState<SortingState>(
    props.sort ? [{ id: props.sort.column, desc: props.sort.descending }] : [],
  )
  const [printing, setPrinting] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)

  const data = useMemo(() => {
    const words = foldText(filter).split(' ').filter(Boolean)
    if (words.length === 0) return props.rows as Row[]
    return props.rows.filter((row) => {
      const text = foldText(columns.map((column) => String(column.value(row) ?? '')).join(' '))
      return words.every((word) => text.includes(word))
    })
  }, [props.rows, columns, filter])

  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        accessorFn: (row) => column.value(row),
        sortFn: (a, b) => compare(column.value(a.original), column.value(b.original)),
        sortUndefined: false,
      })),
    [columns],
  )
  const table = useTable({
    features,
    columns: definitions,
    data,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: (row) => rowKey(row),
  })
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialRect: firstRect(),
  })

  // paper shows every row
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    globalThis.addEventListener('beforeprint', before)
    globalThis.addEventListener('afterprint', after)
    return () => {
      globalThis.removeEventListener('beforeprint', before)
      globalThis.removeEventListener('afterprint', after)
    }
  }, [])

  const { focused, setFocused, body } = useRowKeys({
    scroller,
    count: rows.length,
    virtual,
    onKey: (event, index) => {
      const row = rows[index]?.original
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (plain && event.key.length === 1 && row !== undefined && props.onLetter)
        return props.onLetter(event.key.toLowerCase(), row)
      if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
      else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && !getSelection()?.toString())
        void copy()
      else return false
      return true
    },
  })
  const copy = async () => {
    const lines = [
      columns.map((column) => column.head),
      ...rows.map((row) => columns.map((column) => String(column.value(row.original) ?? ''))),
    ]
    const text = lines
      .map((cells) => cells.map((cell) => cell.replaceAll(/[\t\n]/g, ' ')).join('\t'))
      .join('\n')
    const { clearedAfterSeconds } = await run(copyText, { text, patientId: props.patientId })
    tellCopied(
      `${rows.length} rows copied. They leave the clipboard in ${clearedAfterSeconds} seconds.`,
      props.label,
      props.patientId === null ? patientsIn(rows.map(({ original }) => original)) : [props.patientId],
    )
  }

  usePatientsOnPaper(() =>
    props.patientId === null && scroller.current && !scroller.current.closest('.hf-no-print')
      ? patientsIn(rows.map(({ original }) => original))
      : [],
  )

  if (rows.length === 0) return <div className={classes['empty']}>{props.empty}</div>
  const named = Math.max(
    0,
    columns.findIndex(({ width }) => width === undefined),
  )
  const items = printing ? null : virtual.getVirtualItems()
  const shown = items
    ? items.map((item) => ({ index: item.index, row: rows[item.index] }))
    : rows.map((row, index) => ({ index, row }))
  const above = items?.[0]?.start ?? 0
  const below = items ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0

  return (
    <div className={classes['scroller']} ref={scroller}>
      <table className={classes['table']} aria-label={props.label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head
                key={column.id}
                column={column}
                sorted={sorting.find((each) => each.id === column.id)?.desc}
                onSort={() =>
                  setSorting((before) => [
                    { id: column.id, desc: before[0]?.id === column.id ? !before[0].desc : false },
                  ])
                }
              />
            ))}
          </tr>
        </thead>
        <tbody {...body}>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {shown.map(({ index, row }) => {
            if (!row) return null
            const { original } = row
            return (
              <tr
                // by place: other rows are written over those that stand there, which is much less work than to make them anew
                key={index}
                data-row={index}
                aria-rowindex={index + 2}
                tabIndex={index === focused ? 0 : -1}
                data-selected={props.selected === row.id || undefined}
                data-dim={props.dim?.(original) || undefined}
                data-opens={onOpen ? true : undefined}
                onFocus={() => {
                  setFocused(index)
                  props.onFocusRow?.(original)
                }}
                onClick={onOpen && (() => onOpen(original))}
              >
                {columns.map((column, at) => (
                  <td key={column.id} data-align={column.align}>
                    {at === named && props.mark?.(original)}
                    {column.cell ? column.cell(original) : column.value(original)}
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}

function Head<Row>({
  column,
  sorted,
  onSort,
}: {
  column: Column<Row>
  sorted: boolean | undefined
  onSort(): void
}) {
  const direction = sorted === undefined ? undefined : sorted ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      style={column.width ? { width: column.width } : undefined}
      data-align={column.align}
      aria-sort={direction}
    >
      <button type="button" onClick={onSort}>
        <span className={classes['label']}>
          {column.head}
          {column.unit && <span className={classes['unit']}> {column.unit}</span>}
        </span>
        <span aria-hidden="true" className={classes['arrow']}>
          {sorted === undefined ? '' : sorted ? '▾' : '▴'}
        </span>
      </button>
    </th>
  )
}
