/** Today: who is expected, who is here and since when, for whoever works with the schedule; and what was paid. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useMe } from '../kernel/me.ts'
import { Page } from '../kernel/page.tsx'
import { Tabs } from '../kernel/tabs.tsx'
import classes from './flow.module.css'
import { FlowPanel } from './flow-panel.tsx'
import { PaymentsPanel } from './payments-panel.tsx'
import { useNames } from './use-names.ts'

const dayWords = (day: string) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })

export function TodayScreen({ tab }: { tab: 'flow' | 'payments' }) {
  const me = useMe()
  const names = useNames()
  const [walkIn, setWalkIn] = useState(false)
  return (
    <Page
      title="Today"
      note={
        <span className={classes['head']}>
          {dayWords(me.today)}
          {me.can('payment.take') && (
            <Tabs
              label="Parts of today"
              present={tab}
              tabs={[
                { tab: 'flow', to: '/today', name: 'Patients' },
                { tab: 'payments', to: '/today/payments', name: 'Payments' },
              ]}
            />
          )}
        </span>
      }
      tools={
        tab === 'flow' &&
        me.can('schedule.write') && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setWalkIn(true)}>
            Walk-in
          </Button>
        )
      }
    >
      {names &&
        (tab === 'flow' ? (
          <FlowPanel names={names} walkIn={walkIn} onWalkIn={setWalkIn} />
        ) : (
          <PaymentsPanel />
        ))}
    </Page>
  )
}
