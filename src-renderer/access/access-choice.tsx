/** Which roles and levels somebody has, and what they can do by them. */
import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { listLevels } from '../../shared/access/list-levels.ts'
import { roleWords } from '../../shared/access/access-words.ts'
import { rightSources } from '../../shared/access/right-sources.ts'
import { scopeOf } from '../../shared/access/scope.ts'
import { roleNames, type Role } from '../../shared/access/roles.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import classes from './administration.module.css'
import { useLocations } from './place-choice.tsx'
import { Reach } from './reach-text.tsx'
import { WhatOneCan } from './what-one-can.tsx'

export type Access = Readonly<{ roles: readonly Role[]; levels: readonly string[] }>

const turned = <T,>(all: readonly T[], one: T, on: boolean): T[] =>
  on ? [...all, one] : all.filter((each) => each !== one)

/** `had`: levels that stay to be chosen although they are archived. */
export function AccessChoice({
  value,
  had = [],
  error,
  onChange,
}: {
  value: Access
  had?: readonly string[]
  error?: string | undefined
  onChange(value: Access): void
}) {
  const { levels = [] } = useAsk(listLevels, {}).data ?? {}
  const offered = levels.filter(({ levelId, archived }) => !archived || had.includes(levelId))
  return (
    <fieldset className={classes['choice']} aria-describedby={error ? 'choice-error' : undefined}>
      <legend>Levels</legend>
      <div>
        {roleNames.map((role) => (
          <Checkbox
            key={role}
            label={roleWords[role].name}
            description={roleWords[role].about}
            checked={value.roles.includes(role)}
            onChange={(event) =>
              onChange({ ...value, roles: turned(value.roles, role, event.currentTarget.checked) })
            }
          />
        ))}
        {offered.map(({ levelId, name, archived, basedOn }) => (
          <Checkbox
            key={levelId}
            label={name}
            description={
              archived
                ? 'Archived: it stays with whoever has it'
                : basedOn
                  ? `Your own, made from ${roleWords[basedOn].name}`
                  : 'Your own'
            }
            checked={value.levels.includes(levelId)}
            onChange={(event) =>
              onChange({ ...value, levels: turned(value.levels, levelId, event.currentTarget.checked) })
            }
          />
        ))}
      </div>
      {error && (
        <p id="choice-error" className={classes['error']}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** What somebody with these can do, and with whom. `scope`: what is set for them. */
export function AccessPreview({ value, scope = [] }: { value: Access; scope?: readonly string[] }) {
  const { today } = useMe()
  const { levels } = useAsk(listLevels, {}).data ?? {}
  const locations = useLocations()
  const known = useMemo(
    () => (levels ?? []).map(({ levelId, ...level }) => ({ id: levelId, ...level })),
    [levels],
  )
  const person = { roles: [...value.roles], levels: [...value.levels], scope: [...scope] }
  const rights = rightSources({ ...person, exceptions: [] }, known, today)
  const { places, from } = scopeOf(person, known)
  const named = (places ?? []).map((locationId) => ({
    locationId,
    name: locations?.find((each) => each.locationId === locationId)?.label ?? '',
  }))
  return (
    <section>
      <h3>What this person can do</h3>
      {rights.length === 0 ? (
        <p className={classes['dim']}>Nothing yet: choose a level.</p>
      ) : (
        <>
          <Reach reach={from && { from, places: named }} />
          <WhatOneCan rights={rights} />
        </>
      )}
    </section>
  )
}
