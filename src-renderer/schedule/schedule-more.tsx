/** What is done with the schedule once a week: a calendar to take along, numbers of it. */
import { Button, Menu } from '@mantine/core'
import { IconCalendarDown, IconChartBar, IconDots } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../kernel/me.ts'
import { ExportCalendar } from './export-calendar.tsx'

export function ScheduleMore() {
  const me = useMe()
  const navigate = useNavigate()
  const [writing, setWriting] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCalendarDown size={16} />} onClick={() => setWriting(true)}>
            Calendar file of a provider
          </Menu.Item>
          {me.can('schedule.configure') && (
            <Menu.Item
              leftSection={<IconChartBar size={16} />}
              onClick={() => void navigate({ to: '/schedule/reports' })}
            >
              Reports
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ExportCalendar opened={writing} onDone={() => setWriting(false)} />
    </>
  )
}
