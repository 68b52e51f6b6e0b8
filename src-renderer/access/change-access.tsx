import { useState } from 'react'
import { changeAccess } from '../../shared/access/change-access.ts'
import { useRun } from '../kernel/queries.ts'
import { AccessChoice, AccessPreview, type Access } from './access-choice.tsx'
import { ActForm } from './act-form.tsx'
import type { PersonAnswer } from './one-person.tsx'

/** Other levels for somebody, with what they can do by them beside the choice. */
export function ChangeAccess({ it: { person, scope }, onDone }: { it: PersonAnswer; onDone(): void }) {
  const { userId } = person
  // what was seen when the choice began
  const [version] = useState(person.version)
  const had = person.levels.map(({ levelId }) => levelId)
  const [value, setValue] = useState<Access>({ roles: person.roles, levels: had })
  const change = useRun(changeAccess, { onSuccess: onDone })
  return (
    <ActForm
      title="Change levels"
      lead="Every workstation of the practice hears of it as soon as it reaches the cloud."
      go="Change levels"
      busy={change.isPending}
      error={change.error}
      ready={value.roles.length + value.levels.length > 0}
      onGo={() => change.mutate({ userId, version, roles: [...value.roles], levels: [...value.levels] })}
      onDone={onDone}
      below={<AccessPreview value={value} scope={scope} />}
    >
      <AccessChoice value={value} had={had} onChange={setValue} />
    </ActForm>
  )
}
