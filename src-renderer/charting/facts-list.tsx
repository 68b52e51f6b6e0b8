import { Fragment, useState } from 'react'
import type { RowData } from '@tanstack/react-table'
import type { EntryType } from '../../shared/amendments/amendment.ts'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import type { Column } from '../kernel/data-table.tsx'
import { EntryKinds } from '../privacy/marks.tsx'
import { ListSection, nameIn, type ListProps } from './section.tsx'
import { Split } from './split.tsx'
import classes from './split.module.css'

type Props<Row> = Omit<ListProps<Row>, 'selected' | 'onOpen'> & {
  /** Which columns stay while a row is open beside the list. */
  beside: readonly string[]
  /** What its rows are. */
  entry: EntryType
}

/**
 * A list whose rows open beside it with every value in full: a column cuts what does not fit, and directions must be
 * read to their end.
 */
export function FactsList<Row extends RowData>({ beside, columns, rowKey, entry, ...list }: Props<Row>) {
  const [opened, setOpened] = useState<string | null>(null)
  const row = list.rows.find((each) => rowKey(each) === opened)
  return (
    <Split
      title={row ? nameIn(columns, row) : ''}
      onClose={() => setOpened(null)}
      detail={
        row ? (
          <>
            {list.entries && (
              <EntryKinds
                patientId={list.patientId}
                type={list.entries}
                entryId={rowKey(row)}
                title={nameIn(columns, row)}
              />
            )}
            <Facts columns={columns} row={row} />
            <EntryAmendments
              key={rowKey(row)}
              entries={[{ type: entry, id: rowKey(row), text: nameIn(columns, row) }]}
            />
          </>
        ) : null
      }
      list={
        <ListSection<Row>
          {...list}
          columns={row ? columns.filter(({ id }) => beside.includes(id)) : columns}
          rowKey={rowKey}
          selected={opened}
          onOpen={(chosen) => setOpened(rowKey(chosen))}
        />
      }
    />
  )
}

function Facts<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  const filled = columns.filter((column) => (column.value(row) ?? '') !== '')
  return (
    <dl className={classes['facts']}>
      {filled.map((column) => (
        <Fragment key={column.id}>
          <dt>{column.head}</dt>
          <dd>{column.cell ? column.cell(row) : column.value(row)}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
