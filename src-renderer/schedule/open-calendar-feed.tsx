/** A new address of a provider's calendar. It is shown once: no list has it, and nobody can look it up. */
import { Button, Checkbox, Radio, Select } from '@mantine/core'
import { useState } from 'react'
import { copyText } from '../../shared/access/copy-text.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { openCalendarFeed } from '../../shared/schedule/keep-calendar-feeds.ts'
import { ActForm } from '../access/act-form.tsx'
import administration from '../access/administration.module.css'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { showsChoices } from './calendar-words.ts'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'

export function OpenCalendarFeed({ setup, onDone }: { setup: Setup; onDone(): void }) {
  const cloud = useAsk(getConnection, {}).data?.address ?? null
  const [resourceId, setResourceId] = useState<string | null>(null)
  const [shows, setShows] = useState<(typeof showsChoices)[number]['value']>('busy')
  const open = useRun(openCalendarFeed)
  const providers = setup.resources.filter(({ kind, active }) => kind === 'provider' && active)
  if (open.data)
    return (
      <Shown
        address={`https://${cloud ?? 'CLOUD'}${open.data.path}`}
        hasCloud={cloud !== null}
        onDone={onDone}
      />
    )
  return (
    <div className={administration['person']}>
      <ActForm
        title="Whose calendar"
        go="Make the address"
        busy={open.isPending}
        error={open.error}
        ready={resourceId !== null}
        onGo={() => resourceId !== null && open.mutate({ resourceId, shows })}
        onDone={onDone}
      >
        <Select
          label="Provider"
          searchable
          openOnFocus={false}
          allowDeselect={false}
          data={providers.map(({ id, name }) => ({ value: id, label: name }))}
          value={resourceId}
          onChange={setResourceId}
        />
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
          Whoever has the address sees this, without signing in, until it is closed. No patient is in it: no
          name, no reason, no note.
        </p>
        {cloud === null && (
          <p className={administration['problem']}>
            This workstation has no cloud yet, which is what answers at the address. It answers once it is
            connected.
          </p>
        )}
      </ActForm>
    </div>
  )
}

function Shown({ address, hasCloud, onDone }: { address: string; hasCloud: boolean; onDone(): void }) {
  const me = useMe()
  const [given, setGiven] = useState(false)
  const copy = useRun(copyText, {
    onSuccess: ({ clearedAfterSeconds }) =>
      notify(`Copied. It is taken off the clipboard after ${clearedAfterSeconds} seconds.`),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  return (
    <div className={administration['person']}>
      <p>
        The address is made. It is shown this once and kept nowhere; should it be lost, close it and make
        another. It answers once this workstation has reached the cloud.
      </p>
      <p className={classes['address']} role="group" aria-label="Address of the calendar">
        {address}
      </p>
      <p className={administration['dim']}>
        {hasCloud
          ? 'Calendars trust no certificate but public ones: where your practice reaches the cloud from outside by another name, put that in place of the first part.'
          : 'CLOUD stands for the address at which the practice’s cloud is reached from outside, once there is one.'}
      </p>
      <Checkbox
        label="The provider has the address, and nobody else"
        checked={given}
        onChange={({ currentTarget }) => setGiven(currentTarget.checked)}
      />
      <div className={administration['buttons']}>
        {me.can('print') && (
          <Button
            autoFocus
            loading={copy.isPending}
            onClick={() => copy.mutate({ text: address, patientId: null })}
          >
            Copy the address
          </Button>
        )}
        <Button variant="default" disabled={!given} onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
