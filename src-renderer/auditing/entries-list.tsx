/** As long as the log, a stretch of it at a time. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { EntryReport, EntrySort } from '../../shared/auditing/entry-line.ts'
import { firstRect, rowHeight, useRowKeys } from '../kernel/row-keys.ts'
import table from '../kernel/data-table.module.css'
import { columnsFor, type EntryColumn } from './entry-columns.ts'
import type { Line } from './entry-text.ts'
import { useLines, type Entries } from './use-entries.ts'

type Props = Readonly<{
  label: string
  entries: Entries
  report: EntryReport
  /** Something is opened beside it. */
  narrow: boolean
  /** The number of the entry that is opened. */
  opened: number | null
  onSort(sort: EntrySort, descending: boolean): void
  /** Null: what is opened is closed. */
  onOpen(n: number | null): void
}>

export function EntriesList({ label, entries, report, narrow, opened, onSort, onOpen }: Props) {
  const columns = columnsFor(report, narrow)
  const scroller = useRef<HTMLDivElement>(null)
  const total = entries.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: firstRect(),
  })
  const items = virtual.getVirtualItems()
  const lineAt = useLines(entries, report, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const { focused, setFocused, body } = useRowKeys({
    scroller,
    count: total,
    virtual,
    onKey: (event, index) => {
      const line = lineAt(index)
      if (event.key === 'Escape' && opened !== null) onOpen(null)
      else if (event.key === 'Enter' && line) onOpen(line.n)
      else return false
      return true
    },
  })
  useEffect(() => {
    virtual.scrollToOffset(0)
    setFocused(0)
  }, [report, virtual, setFocused])

  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={table['scroller']} ref={scroller}>
      <table className={table['table']} aria-label={label} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.head} column={column} report={report} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...body}>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {items.map(({ index }) => (
            <Row
              key={index}
              index={index}
              line={lineAt(index)}
              columns={columns}
              focusable={index === focused}
              opened={opened}
              onFocus={setFocused}
              onOpen={onOpen}
            />
          ))}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}

function Head({
  column: { head, sort, width, align },
  report,
  onSort,
}: Pick<Props, 'report' | 'onSort'> & { column: EntryColumn }) {
  const isSorted = sort !== null && sort === report.sort
  return (
    <th
      scope="col"
      style={width ? { width } : undefined}
      data-align={align}
      aria-sort={isSorted ? (report.descending ? 'descending' : 'ascending') : undefined}
    >
      {sort ? (
        <button type="button" onClick={() => onSort(sort, isSorted && !report.descending)}>
          {head}
          <span aria-hidden="true" className={table['arrow']}>
            {isSorted ? (report.descending ? '▾' : '▴') : ''}
          </span>
        </button>
      ) : (
        <span className={table['plain']}>{head}</span>
      )}
    </th>
  )
}

type RowProps = Readonly<{
  index: number
  line: Line | undefined
  columns: readonly EntryColumn[]
  focusable: boolean
  opened: number | null
  onFocus(index: number): void
  onOpen(n: number): void
}>

function Row({ index, line, columns, focusable, opened, onFocus, onOpen }: RowProps) {
  if (!line)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={columns.length} />
      </tr>
    )
  return (
    <tr
      data-row={index}
      data-opens
      data-dim={line.outcome === 'not-performed' || undefined}
      data-selected={line.n === opened || undefined}
      aria-rowindex={index + 2}
      tabIndex={focusable ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={() => onOpen(line.n)}
    >
      {columns.map(({ head, align, text }) => (
        <td key={head} data-align={align}>
          {text(line)}
        </td>
      ))}
    </tr>
  )
}
