/** A provider's days as a file for another calendar, and what is in it, before it leaves. */
import { Button, Modal, NativeSelect, Radio, Select } from '@mantine/core'
import { useState } from 'react'
import { exportCalendar } from '../../shared/schedule/export-calendar.ts'
import { getScheduleNames } from '../../shared/schedule/get-days.ts'
import administration from '../access/administration.module.css'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { showsChoices } from './calendar-words.ts'
import { useGridView } from './grid-view.ts'

const lengths = [
  { value: '1', label: 'One day' },
  { value: '7', label: 'One week' },
  { value: '28', label: 'Four weeks' },
  { value: '91', label: 'Three months' },
  { value: '366', label: 'One year' },
]

export function ExportCalendar({ opened, onDone }: { opened: boolean; onDone(): void }) {
  return (
    <Modal
      opened={opened}
      onClose={onDone}
      title="Calendar file of a provider"
      size="md"
      transitionProps={{ duration: 0 }}
    >
      <Form onDone={onDone} />
    </Modal>
  )
}

function Form({ onDone }: { onDone(): void }) {
  const me = useMe()
  const names = useAsk(getScheduleNames, {}).data
  const day = useGridView((view) => view.day)
  const providers = names?.resources.filter((each) => each.kind === 'provider' && each.active) ?? []
  const own = providers.find(({ userId }) => userId === me.userId) ?? providers[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const [firstDay, setFirstDay] = useState(day ?? me.today)
  const [days, setDays] = useState('28')
  const [shows, setShows] = useState<(typeof showsChoices)[number]['value']>('busy')
  const write = useRun(exportCalendar, {
    onSuccess: ({ written }) => {
      if (written)
        notify(`${written.fileName} is written, with ${written.entries.toLocaleString('en')} entries.`)
      onDone()
    },
  })
  const resourceId = chosen ?? own?.resourceId
  const ready = resourceId !== undefined && isDate(firstDay) && firstDay.length === 10
  return (
    <form
      className={administration['panelForm']}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !write.isPending) write.mutate({ resourceId, firstDay, days: Number(days), shows })
      }}
    >
      <Select
        label="Provider"
        searchable
        openOnFocus={false}
        allowDeselect={false}
        data-autofocus
        data={providers.map(({ resourceId: value, name }) => ({ value, label: name }))}
        value={resourceId ?? null}
        onChange={setChosen}
      />
      <div className={administration['pair']}>
        <TypedDateInput label="From" lean="future" value={firstDay} onChange={setFirstDay} />
        <NativeSelect
          label="For"
          data={lengths}
          value={days}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
      </div>
      <Radio.Group
        label="What it says"
        value={shows}
        onChange={(value) => setShows(showsChoices.find((each) => each.value === value)?.value ?? 'busy')}
      >
        {showsChoices.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} mt={6} />
        ))}
      </Radio.Group>
      <p className={administration['notice']}>
        The file (.ics) is not encrypted, since no patient is in it: no name, no reason, no note. Whoever has
        it sees when the provider is busy. That it was written is recorded.
      </p>
      {write.error && (
        <p role="alert" className={administration['problem']}>
          {wordsFor(write.error)}
        </p>
      )}
      <div className={administration['buttons']}>
        <Button type="submit" disabled={!ready} loading={write.isPending}>
          Choose a folder and write it
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
