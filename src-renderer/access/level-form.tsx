/** A level of the practice's own: its name and its rights, group by group. A draft from the first change. */
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { type FormEvent } from 'react'
import { permissionGroups } from '../../shared/access/access-words.ts'
import { faultOfDuties } from '../../shared/access/rights.ts'
import type { Role } from '../../shared/access/roles.ts'
import { saveLevel } from '../../shared/access/save-level.ts'
import { permissions as every, type Permission } from '../../shared/kernel/permissions.ts'
import { counted } from '../cloud/connection-words.ts'
import { useDraftedForm } from '../kernel/drafted-form.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { DraftState } from '../patients/draft-state.tsx'
import classes from './administration.module.css'
import levels from './levels.module.css'
import type { Shown } from './levels-panel.tsx'
import { PlaceChoice } from './place-choice.tsx'
import { sentence } from './person-words.ts'

export type LevelStart = Readonly<{
  /** Of the draft. */
  subject: string
  /** Null: a new one. */
  level: Shown['own']
  name: string
  basedOn: Role | null
  permissions: readonly Permission[]
  scope: readonly string[]
}>
type Values = Readonly<{
  name: string
  permissions: readonly Permission[]
  scope: readonly string[]
  version: number | null
}>

export function LevelForm({ start, onDone }: { start: LevelStart; onDone(levelId: string | null): void }) {
  const { subject, level, basedOn } = start
  const {
    form: values,
    edit: change,
    draft,
  } = useDraftedForm<Values>('access.level', subject, {
    name: start.name,
    permissions: start.permissions,
    scope: start.scope,
    version: level?.version ?? null,
  })
  const save = useRun(saveLevel, {
    onSuccess: ({ levelId }) => {
      void draft.discard()
      notify('Saved. Whoever has it can do this from now on.')
      onDone(levelId)
    },
  })
  const fault = faultOfDuties(values.permissions)
  const ready = values.name.trim() !== '' && values.permissions.length > 0 && fault === null
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (!ready || save.isPending) return
    const { name, permissions, scope, version } = values
    save.mutate({
      levelId: level?.levelId ?? null,
      version,
      name,
      basedOn,
      permissions: [...permissions],
      scope: [...scope],
    })
  }
  useHotkeys([['mod+Enter', () => submit()]], [])
  if (draft.found === undefined) return null
  return (
    <form className={levels['levelForm']} onSubmit={submit} noValidate>
      <header className={levels['levelHead']}>
        <TextInput
          label="Name of the level"
          size="sm"
          w={360}
          maxLength={60}
          autoComplete="off"
          data-autofocus
          autoFocus
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {level && level.holders.length > 0 && (
          <p className={classes['dim']}>
            {counted(level.holders.length, 'person has', 'people have')} it, and can do what is marked here as
            soon as it is saved.
          </p>
        )}
        <div className={levels['places']}>
          <PlaceChoice
            label="Locations and departments"
            placeholder="The whole practice"
            description="Whom somebody with this level reaches. A role beside it reaches the whole practice; what is set for a person counts before this."
            value={values.scope}
            had={start.scope}
            onChange={(scope) => change({ scope })}
          />
        </div>
      </header>
      <div className={levels['rights']}>
        {permissionGroups.map(({ name: group, rights }) => (
          <fieldset key={group}>
            <legend>{group}</legend>
            {rights.map(({ permission, name, can }) => (
              <Checkbox
                key={permission}
                label={name}
                description={sentence(can)}
                checked={values.permissions.includes(permission)}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  change({
                    permissions: every.filter((each) =>
                      each === permission ? on : values.permissions.includes(each),
                    ),
                  })
                }}
              />
            ))}
          </fieldset>
        ))}
      </div>
      {(fault ?? save.error) && (
        <p role="alert" className={`${classes['problem']} ${levels['formProblem']}`}>
          {fault ? wordsOf(fault) : save.error && wordsFor(save.error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={!ready}>
          {level ? 'Save the level' : 'Make the level'}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void draft.discard().then(() => onDone(null))}>
          Discard
        </Button>
        <DraftState draft={draft} dirty={false} />
      </div>
    </form>
  )
}
