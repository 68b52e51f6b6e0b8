/** Time in which nothing is booked: vacations, holidays, meetings, and what stands in the way. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { listBlocks } from '../../shared/schedule/list-blocks.ts'
import { hoursText } from '../../shared/schedule/typed-hours.ts'
import administration from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { BlockForm } from './block-form.tsx'
import { blockKindWords } from './block-kinds.ts'
import type { Setup } from './setup-panel.tsx'
import { weekdaysText } from './weekday-text.ts'

export type HeldBlock = OutputOf<typeof listBlocks>['blocks'][number]

const daysText = ({ firstDay, lastDay }: HeldBlock['block']): string =>
  lastDay === firstDay
    ? dateText(firstDay)
    : lastDay === null
      ? `from ${dateText(firstDay)}`
      : `${dateText(firstDay)} to ${dateText(lastDay)}`
const timesText = ({ weekdays, fromMinute, toMinute }: HeldBlock['block']): string =>
  [
    weekdaysText(weekdays),
    fromMinute === 0 && toMinute === 1440 ? 'all day' : hoursText([[fromMinute, toMinute]]),
  ]
    .filter(Boolean)
    .join(', ')

export function BlocksPanel({ setup }: { setup: Setup }) {
  const [opened, setOpened] = useState<string | null>(null)
  const { data, error } = useAsk(listBlocks, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data) return null
  const one = data.blocks.find(({ blockId }) => blockId === opened)
  const whose = ({ block: { resourceId, locationId } }: HeldBlock): string => {
    const place = setup.locations.find((each) => each.locationId === locationId)?.name
    const who = setup.resources.find(({ id }) => id === resourceId)?.name
    return who ? (place ? `${who}, ${place}` : who) : (place ?? 'The whole practice')
  }
  const columns: readonly Column<HeldBlock>[] = [
    { id: 'whose', head: 'Whose', value: whose },
    {
      id: 'kind',
      head: 'What',
      width: opened ? '116px' : '130px',
      value: ({ block }) => blockKindWords[block.kind],
    },
    {
      id: 'days',
      head: 'Days',
      width: opened ? '196px' : '200px',
      value: ({ block }) => block.firstDay,
      cell: ({ block }) => daysText(block),
    },
    { id: 'times', head: 'Times', width: opened ? '21%' : '24%', value: ({ block }) => timesText(block) },
    // where one is open beside it, the form says it
    ...(opened
      ? []
      : ([
          { id: 'note', head: 'Note', width: '18%', value: ({ block }) => block.note },
        ] satisfies Column<HeldBlock>[])),
  ]
  return (
    <Split
      title={opened === 'new' ? 'Block time' : one ? `${blockKindWords[one.block.kind]}: ${whose(one)}` : ''}
      level={2}
      onClose={() => setOpened(null)}
      detail={
        opened === 'new' || one ? (
          <BlockForm key={opened} it={one ?? null} setup={setup} onDone={() => setOpened(null)} />
        ) : null
      }
      list={
        <div className={administration['list']}>
          <div className={administration['bar']}>
            <span className={administration['dim']}>Today and later; who is booked in it stays booked.</span>
            <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
              Block time
            </Button>
          </div>
          <DataTable<HeldBlock>
            label="Blocked time"
            rows={data.blocks}
            columns={columns}
            sort={{ column: 'days', descending: false }}
            rowKey={({ blockId }) => blockId}
            selected={opened}
            onOpen={({ blockId }) => setOpened(blockId)}
            patientId={null}
            empty={
              <Empty title="Nothing is blocked">
                Holidays of all, somebody’s vacation, a meeting every Tuesday: searches leave them out.
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
