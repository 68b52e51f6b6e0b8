import { useState } from 'react'
import { setLastDay } from '../../shared/access/set-last-day.ts'
import { useMe } from '../kernel/me.ts'
import { useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { ActForm } from './act-form.tsx'
import type { PersonAnswer } from './one-person.tsx'

export function SetLastDay({ it: { person }, onDone }: { it: PersonAnswer; onDone(): void }) {
  const { today } = useMe()
  const [version] = useState(person.version)
  const [day, setDay] = useState(person.endsOn ?? today)
  const set = useRun(setLastDay, { onSuccess: onDone })
  return (
    <ActForm
      title="Set a last day"
      lead="They work here up to and with that day. From the next on they can do nothing; what they did stays under their name."
      go="Set the last day"
      busy={set.isPending}
      error={set.error}
      ready={isDate(day) && day.length === 10}
      onGo={() => set.mutate({ userId: person.userId, version, day })}
      onDone={onDone}
    >
      <TypedDateInput label="Last day" w={180} value={day} lean="future" onChange={setDay} />
    </ActForm>
  )
}
