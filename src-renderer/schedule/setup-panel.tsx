/** How the schedule is set up: hours, blocked time, kinds of visits, who and what is booked, and the practice's own rules. */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { getSetup } from '../../shared/schedule/get-setup.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { BlocksPanel } from './blocks-panel.tsx'
import { CalendarsPanel } from './calendars-panel.tsx'
import { HoursPanel } from './hours-panel.tsx'
import { PolicyForm } from './policy-form.tsx'
import { ReminderSetup } from './reminder-form.tsx'
import { ResourcesPanel } from './resources-panel.tsx'
import classes from './setup.module.css'
import { VisitTypesPanel } from './visit-types-panel.tsx'

export type Setup = OutputOf<typeof getSetup>

const parts = [
  { value: 'hours', label: 'Hours' },
  { value: 'blocks', label: 'Blocked time' },
  { value: 'types', label: 'Kinds of visits' },
  { value: 'resources', label: 'Providers, rooms, equipment' },
  { value: 'policy', label: 'Rules' },
  { value: 'calendars', label: 'Calendars' },
  { value: 'reminders', label: 'Reminders' },
] as const
type Part = (typeof parts)[number]['value']

export function SetupPanel() {
  const [part, setPart] = useState<Part>('hours')
  const { data: setup, error } = useAsk(getSetup, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!setup) return null
  return (
    <div className={classes['setup']}>
      <div className={classes['parts']}>
        <SegmentedControl
          aria-label="Part of the schedule"
          value={part}
          onChange={(value) => setPart(parts.find((each) => each.value === value)?.value ?? 'hours')}
          data={[...parts]}
        />
      </div>
      <div className={classes['part']}>
        {part === 'hours' && <HoursPanel setup={setup} />}
        {part === 'blocks' && <BlocksPanel setup={setup} />}
        {part === 'types' && <VisitTypesPanel setup={setup} />}
        {part === 'resources' && <ResourcesPanel setup={setup} />}
        {part === 'reminders' && <ReminderSetup />}
        {part === 'policy' && <PolicyForm key={setup.policy.version} policy={setup.policy} />}
        {part === 'calendars' && <CalendarsPanel setup={setup} />}
      </div>
    </div>
  )
}
