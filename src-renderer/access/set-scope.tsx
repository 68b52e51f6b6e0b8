import { Select } from '@mantine/core'
import { useState } from 'react'
import { findPractitioners, setScope } from '../../shared/access/set-scope.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { ActForm } from './act-form.tsx'
import type { PersonAnswer } from './one-person.tsx'
import { PlaceChoice } from './place-choice.tsx'

/** Which locations somebody reaches, and who they are in visits: whom they have seen they reach anywhere. */
export function SetScope({
  it: { person, scope: had, practitioner },
  onDone,
}: {
  it: PersonAnswer
  onDone(): void
}) {
  // what was seen when the choice began
  const [version] = useState(person.version)
  const [scope, setChosen] = useState<readonly string[]>(had)
  const [seenAs, setSeenAs] = useState(practitioner)
  const [text, setText] = useState('')
  const found = useAsk(findPractitioners, { text }).data?.practitioners ?? []
  const offered = new Map([...(seenAs ? [seenAs] : []), ...found].map((each) => [each.practitionerId, each]))
  const set = useRun(setScope, { onSuccess: onDone })
  return (
    <ActForm
      title="Set locations"
      lead="They then reach patients of these locations and of their departments, and those of no known location. Every workstation of the practice hears of it as soon as it reaches the cloud; an open chart of elsewhere closes."
      go="Set locations"
      busy={set.isPending}
      error={set.error}
      onGo={() =>
        set.mutate({
          userId: person.userId,
          version,
          scope: [...scope],
          practitionerId: seenAs?.practitionerId ?? null,
        })
      }
      onDone={onDone}
    >
      <PlaceChoice
        label="Locations and departments"
        placeholder={
          person.roles.length > 0 || person.levels.length === 0
            ? 'The whole practice'
            : 'What their levels reach'
        }
        value={scope}
        had={had}
        onChange={setChosen}
      />
      <Select
        label="In visits they are"
        description="As records name those who saw the patient. They reach whom they have seen, wherever that was."
        placeholder="Nobody: type a family name"
        clearable
        searchable
        nothingFoundMessage="Nobody by that name stands in a visit"
        // what was found is by the beginning of a name: the list is not narrowed once more
        filter={({ options }) => options}
        data={[...offered.values()].map(({ practitionerId, name }) => ({
          value: practitionerId,
          label: name,
        }))}
        value={seenAs?.practitionerId ?? null}
        onSearchChange={setText}
        onChange={(value) => setSeenAs(value === null ? null : (offered.get(value) ?? null))}
      />
    </ActForm>
  )
}
