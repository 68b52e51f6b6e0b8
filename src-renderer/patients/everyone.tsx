/** The list of everyone: as long as the practice, a stretch of it at a time. */
import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { listPatients, type patientSorts } from '../../shared/patients/list-patients.ts'
import { ageOf, dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { usePatientsOnPaper } from '../kernel/on-paper.ts'
import { Empty } from '../kernel/page.tsx'
import { asking, useAsk } from '../kernel/queries.ts'
import { firstRect, rowHeight, useRowKeys } from '../kernel/row-keys.ts'
import { NameCell, sexLetter } from './patient-columns.tsx'
import table from '../kernel/data-table.module.css'

export type ListOrder = Readonly<{ sort: (typeof patientSorts)[number]; descending: boolean }>
type Line = OutputOf<typeof listPatients>['lines'][number]
type Props = {
  show: 'active' | 'everyone'
  order: ListOrder
  onOrder(order: ListOrder): void
  onOpen(patientId: string): void
}

const stretch = 100
const heads: readonly { name: string; sort: ListOrder['sort'] | null; width?: string; align?: 'right' }[] = [
  { name: 'Name', sort: 'name' },
  { name: 'Birth date', sort: 'birthDate', width: '104px' },
  { name: 'Age', sort: null, width: '72px', align: 'right' },
  { name: 'Sex', sort: null, width: '56px' },
  { name: 'MRN', sort: 'mrn', width: '140px' },
  { name: 'Phone', sort: null, width: '128px' },
  { name: 'Town', sort: null, width: '160px' },
  { name: 'Registered', sort: 'registered', width: '104px' },
]

/** Stays as it is while somebody begins to type. */
export const Everyone = memo(function Everyone({ show, order, onOrder, onOpen }: Props) {
  const me = useMe()
  const scroller = useRef<HTMLDivElement>(null)
  const inputAt = (index: number) => ({ ...order, show, offset: index * stretch, limit: stretch })
  const first = useAsk(listPatients, inputAt(0))
  const total = first.data?.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: firstRect(),
  })
  const items = virtual.getVirtualItems()
  const from = Math.floor((items[0]?.index ?? 0) / stretch)
  const to = Math.floor((items.at(-1)?.index ?? 0) / stretch)
  const stretches = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, index) => asking(listPatients, inputAt(from + index))),
  })
  const lineAt = (index: number): Line | undefined =>
    stretches[Math.floor(index / stretch) - from]?.data?.lines[index % stretch]

  usePatientsOnPaper(() => items.flatMap(({ index }) => lineAt(index)?.patientId ?? []))

  const { focused, setFocused, body } = useRowKeys({
    scroller,
    count: total,
    virtual,
    onKey: (event, index) => {
      const line = lineAt(index)
      if (event.key !== 'Enter' || !line) return false
      onOpen(line.patientId)
      return true
    },
  })

  useEffect(() => {
    virtual.scrollToOffset(0)
    setFocused(0)
  }, [show, order, virtual, setFocused])

  if (first.data && total === 0)
    return (
      <div className={table['empty']}>
        <Empty title="No patients yet">
          Register the first one, or import the records of another system.
        </Empty>
      </div>
    )
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={table['scroller']} ref={scroller}>
      <table className={table['table']} aria-label="Everyone" aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {heads.map(({ name, sort, width, align }) => (
              <th
                key={name}
                scope="col"
                style={width ? { width } : undefined}
                data-align={align}
                aria-sort={sort === order.sort ? (order.descending ? 'descending' : 'ascending') : undefined}
              >
                {sort ? (
                  <button
                    type="button"
                    onClick={() => onOrder({ sort, descending: order.sort === sort && !order.descending })}
                  >
                    {name}
                    <span aria-hidden="true" className={table['arrow']}>
                      {sort === order.sort ? (order.descending ? '▾' : '▴') : ''}
                    </span>
                  </button>
                ) : (
                  <span className={table['plain']}>{name}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...body}>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {items.map(({ index }) => (
            <EveryoneRow
              key={index}
              index={index}
              line={lineAt(index)}
              today={me.today}
              focusable={index === focused}
              onFocus={setFocused}
              onOpen={onOpen}
            />
          ))}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
})

type RowProps = {
  index: number
  line: Line | undefined
  today: string
  focusable: boolean
  onFocus(index: number): void
  onOpen(id: string): void
}

function EveryoneRow({ index, line, today, focusable, onFocus, onOpen }: RowProps) {
  if (!line)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={heads.length} />
      </tr>
    )
  return (
    <tr
      data-row={index}
      data-opens
      data-dim={!line.active || line.deceased || undefined}
      aria-rowindex={index + 2}
      tabIndex={focusable ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={() => onOpen(line.patientId)}
    >
      <td>
        <NameCell line={line} />
      </td>
      <td>{dateText(line.birthDate)}</td>
      <td data-align="right">{line.deceased ? '' : ageOf(line.birthDate, today)}</td>
      <td>{sexLetter[line.sex]}</td>
      <td>{line.mrn}</td>
      <td>{line.phone}</td>
      <td>{line.city}</td>
      <td>{dateText(line.registeredAt)}</td>
    </tr>
  )
}
