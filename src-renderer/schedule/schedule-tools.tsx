/** What can be done with the schedule as a whole. */
import { Button, Menu } from '@mantine/core'
import { IconPlus, IconPrinter, IconSearch } from '@tabler/icons-react'
import { memo } from 'react'
import { useMe } from '../kernel/me.ts'
import { useHand } from './grid-hand.ts'
import { ListButtons } from './list-buttons.tsx'
import { printDay } from './printed-day.tsx'
import { ScheduleMore } from './schedule-more.tsx'

export const ScheduleTools = memo(function ScheduleTools({ mayWrite }: { mayWrite: boolean }) {
  const me = useMe()
  const open = useHand((state) => state.open)
  return (
    <>
      <ListButtons />
      {me.can('print') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPrinter size={16} />}>
              Print
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void printDay('sheet')}>Day sheet, everybody in one list</Menu.Item>
            <Menu.Item onClick={() => void printDay('lists')}>A list for each column, a page each</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ScheduleMore />
      <Button variant="default" leftSection={<IconSearch size={16} />} onClick={() => open({ what: 'find' })}>
        Find a slot
      </Button>
      {mayWrite && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => open({ what: 'book', start: {} })}>
          Book
        </Button>
      )}
    </>
  )
})
