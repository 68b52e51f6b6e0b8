import { Select } from '@mantine/core'
import { useState } from 'react'
import { getHours, saveHours } from '../../shared/schedule/save-hours.ts'
import { ActForm } from '../access/act-form.tsx'
import { counted } from '../cloud/connection-words.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import type { Held } from './hours-patterns.ts'
import type { Setup } from './setup-panel.tsx'

/** Another provider's week in place of this one's, from today on. Hours of dates stay each one's own. */
export function CopyWeek({
  resource,
  setup,
  own,
  onDone,
}: {
  resource: Setup['resources'][number]
  setup: Setup
  own: readonly Held[]
  onDone(): void
}) {
  const { today } = useMe()
  const others = setup.resources.filter(
    ({ id, kind, active }) => active && kind === 'provider' && id !== resource.id,
  )
  const [from, setFrom] = useState<string | null>(null)
  const theirs = useAsk(getHours, { resourceId: from ?? resource.id }, { enabled: from !== null })
  const weekly =
    from === null ? [] : (theirs.data?.stretches ?? []).filter(({ stretch }) => stretch.weekday !== null)
  const replaced = own.filter(({ stretch }) => stretch.weekday !== null)
  const save = useRun(saveHours, {
    onSuccess: () => {
      notify('The week is copied.')
      onDone()
    },
  })
  return (
    <ActForm
      title="Copy a week"
      lead={
        replaced.length === 0
          ? 'Choose whose week they work.'
          : `Choose whose week they work from today on. It replaces ${counted(replaced.length, 'stretch', 'stretches')} of their own.`
      }
      go="Copy the week"
      busy={save.isPending}
      error={save.error ?? theirs.error}
      ready={weekly.length > 0}
      onGo={() =>
        save.mutate({
          resourceId: resource.id,
          // weeks in turns are counted from the same week
          add: weekly.map(({ stretch }) =>
            stretch.everyWeeks > 1 || stretch.firstDay > today ? stretch : { ...stretch, firstDay: today },
          ),
          change: [],
          remove: replaced.map(({ availabilityId, version }) => ({ availabilityId, version })),
        })
      }
      onDone={onDone}
    >
      <Select
        label="From"
        w={320}
        searchable
        openOnFocus={false}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={from}
        onChange={setFrom}
        description={
          from !== null && theirs.data && weekly.length === 0 ? 'They have no weekly hours.' : undefined
        }
      />
    </ActForm>
  )
}
