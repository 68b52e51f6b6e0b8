import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { permissionGroups, permissionWords } from '../../shared/access/access-words.ts'
import { endException, setException } from '../../shared/access/set-exception.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dateText, isDate } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { ActForm } from './act-form.tsx'
import classes from './administration.module.css'
import type { PersonAnswer } from './one-person.tsx'

const usualDays = 14

/** What they have is not given, and what they have not is not taken. */
function offered({ rights }: PersonAnswer, allow: boolean) {
  const has = new Set(rights.filter((each) => each.takenUntil === null).map(({ permission }) => permission))
  return permissionGroups
    .map(({ name, rights: words }) => ({
      group: name,
      items: words
        .filter(({ permission }) => has.has(permission) !== allow)
        .map(({ permission, name: label }) => ({ value: permission, label })),
    }))
    .filter(({ items }) => items.length > 0)
}

/** One right more or less for one person, up to a day and for a reason. */
export function AddException({ it, onDone }: { it: PersonAnswer; onDone(): void }) {
  const { person } = it
  const { today } = useMe()
  const { userId } = person
  const [version] = useState(person.version)
  const [allow, setAllow] = useState(true)
  const [chosen, setPermission] = useState<Permission | null>(null)
  const [until, setUntil] = useState(() => addDays(today, usualDays))
  const [reason, setReason] = useState('')
  const set = useRun(setException, { onSuccess: onDone })
  const groups = offered(it, allow)
  const all = groups.flatMap(({ items }) => items.map(({ value }) => value))
  const permission = all.find((each) => each === chosen) ?? all[0] ?? 'print'
  const isDay = isDate(until) && until.length === 10
  return (
    <ActForm
      title="Make an exception"
      lead={`${person.displayName} ${allow ? '' : 'no longer '}${permissionWords.get(permission)?.can ?? ''}, up to and with ${isDay ? dateText(until) : 'that day'}.`}
      go={allow ? 'Give this right' : 'Take this right'}
      busy={set.isPending}
      error={set.error}
      ready={isDay && reason.trim() !== ''}
      onGo={() => set.mutate({ userId, version, permission, allow, until, reason })}
      onDone={onDone}
    >
      <SegmentedControl
        style={{ justifySelf: 'start' }}
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
          data={groups}
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
              <Button variant="default" onClick={() => end.mutate({ userId, version, permission })}>
                End now<span className="hf-sr">: {permissionWords.get(permission)?.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
