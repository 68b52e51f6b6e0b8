/** The schedule on paper: everybody in the order of time, or a page for each column. Drawn only when it is printed. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { create } from 'zustand'
import { dateText } from '../kernel/dates.ts'
import { usePatientsOnPaper, usePrintKey } from '../kernel/on-paper.ts'
import { printPage } from '../kernel/print.tsx'
import { longDayText } from './day-text.ts'
import { spanText } from './grid-axis.ts'
import type { Box, Column } from './grid-columns.ts'
import type { Names } from './names.ts'
import classes from './schedule.module.css'
import { stageWords } from './stage-words.ts'

type How = 'sheet' | 'lists'
/** Ctrl+P prints the sheet. */
const useHow = create<{ how: How }>(() => ({ how: 'sheet' }))

export async function printDay(how: How): Promise<void> {
  useHow.setState({ how })
  await printPage('day-sheet', null, 'Day sheet')
  useHow.setState({ how: 'sheet' })
}

export function PrintedDay({
  columns,
  names,
  label,
}: {
  columns: readonly Column[]
  names: Names
  label: string
}) {
  const how = useHow((state) => state.how)
  usePrintKey(() => void printDay('sheet'))
  usePatientsOnPaper(() => columns.flatMap((column) => rowsOf(column).map(({ line }) => line.patientId)))
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  if (!printing) return null
  if (how === 'lists')
    return (
      <div className={classes['printed']}>
        {columns.map((column) => (
          <section key={column.key}>
            <h2>{label === column.title ? label : `${column.title} · ${longDayText(column.axis.day)}`}</h2>
            <List rows={rowsOf(column)} names={names} without={column.resourceId} />
          </section>
        ))}
      </div>
    )
  // somebody who sees two people stands in two columns, and once on the sheet
  const rows = new Map(
    columns.flatMap((column) => rowsOf(column).map((row) => [row.line.appointmentId, row])),
  )
  return (
    <div className={classes['printed']}>
      <h2>{label}</h2>
      <List
        rows={[...rows.values()].toSorted((a, b) => a.line.startMin - b.line.startMin)}
        names={names}
        without={null}
      />
    </div>
  )
}

type Row = Readonly<{ line: Box['line']; typeName: string; column: Column }>

/** Of a group everybody by themselves: a sheet is gone through name by name. */
const rowsOf = (column: Column): Row[] =>
  column.boxes.flatMap(({ people, typeName }) =>
    people.map((line) => ({ line, typeName: line.closed ? '' : typeName, column })),
  )

function List({ rows, names, without }: { rows: readonly Row[]; names: Names; without: string | null }) {
  if (rows.length === 0) return <p>Nobody is booked.</p>
  const days = new Set(rows.map(({ column }) => column.axis.day)).size
  return (
    <table>
      <thead>
        <tr>
          {days > 1 && <th>Day</th>}
          <th>Time</th>
          <th>Patient</th>
          <th>Born</th>
          <th>Record</th>
          <th>Phone</th>
          <th>Visit</th>
          <th>With</th>
          <th>Status</th>
          <th>Reason</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, typeName, column }) => (
          <tr key={line.appointmentId}>
            {days > 1 && <td>{dateText(column.axis.day)}</td>}
            <td>{spanText(column.axis.timeZone, line.startMin, line.minutes)}</td>
            <td>{line.name}</td>
            <td>{dateText(line.birthDate)}</td>
            <td>{line.mrn}</td>
            <td>{line.phone}</td>
            <td>{typeName}</td>
            <td>{names.textOf([...line.providers, ...line.places].filter((id) => id !== without))}</td>
            <td>
              {[stageWords[line.stage].name, line.overlaps && 'double booked'].filter(Boolean).join(', ')}
            </td>
            <td>{line.closed ? 'chart closed' : line.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
