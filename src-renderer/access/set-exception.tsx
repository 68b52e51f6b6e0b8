import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { permissionGroups, permissionWords } from '../../shared/access/access-words.ts'
import { endException, setException } from '../../shared/access/set-exception.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { isDate, TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { ActForm } from './act-form.tsx'
import classes from './administration.module.css'
import type { PersonAnswer } from './one-person.tsx'

const usualDays = 14

const offered = permissionGroups.map(({ name, rights }) => ({
  group: name,
  items: rights.map(({ permission, name: label }) => ({ value: permission, label })),
}))

/** One right more or less for one person, up to a day and for a reason. */
export function AddException({ it: { person }, onDone }: { it: PersonAnswer; onDone(): void }) {
  const { today } = useMe()
  const { userId } = person
  const [version] = useState(person.version)
  const [allow, setAllow] = useState(true)
  const [permission, setPermission] = useState<Permission>('patient.find')
  const [until, setUntil] = useState(() => addDays(today, usualDays))
  const [reason, setReason] = useState('')
  const set = useRun(setException, { onSuccess: onDone })
  return (
    <ActForm
      title="Exception"
      lead={`${person.displayName} ${allow ? '' : 'no longer '}${permissionWords.get(permission)?.can ?? ''}, up to and with that day.`}
      go={allow ? 'Give this right' : 'Take this right'}
      busy={set.isPending}
      error={set.error}
      ready={isDate(until) && until.length === 10 && reason.trim() !== ''}
      onGo={() => set.mutate({ userId, version, permission, allow, until, reason })}
      onDone={onDone}
    >
      <SegmentedControl
        aria-label="What the exception does"
        value={allow ? 'give' : 'take'}
        onChange={(value) => setAllow(value === 'give')}
        data={[
          { value: 'give', label: 'Give a right' },
          { value: 'take', label: 'Take a right' },
        ]}
      />
      <div className={classes['pair']}>
        <NativeSelect
          label="Right"
          data={offered}
          value={permission}
          onChange={(event) => setPermission(event.currentTarget.value as Permission)}
        />
        <TypedDateInput label="Last day" value={until} lean="future" onChange={setUntil} />
      </div>
      <TextInput
        label="Reason"
        placeholder="Covers the biller during her leave"
        maxLength={200}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActForm>
  )
}

/** Those that hold, and those that have run out and were not replaced. */
export function Exceptions({ it: { person, exceptions, isYou } }: { it: PersonAnswer }) {
  const { userId, version } = person
  const end = useRun(endException, { onError: (error) => notify(wordsFor(error), 'problem') })
  if (exceptions.length === 0) return null
  return (
    <section>
      <h3>Exceptions</h3>
      <ul className={classes['exceptions']}>
        {exceptions.map(({ permission, allow, until, reason, holds }) => (
          <li key={permission} data-over={!holds || undefined}>
            <span>
              <b>
                {allow ? 'Given' : 'Taken'}: {permissionWords.get(permission)?.name}
              </b>{' '}
              {holds ? 'until' : 'over since'} {dateText(until)}
              <small>{reason}</small>
            </span>
            {!isYou && holds && (
              <Button
                variant="default"
                aria-label={`End the exception: ${permissionWords.get(permission)?.name}`}
                onClick={() => end.mutate({ userId, version, permission })}
              >
                End now
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
