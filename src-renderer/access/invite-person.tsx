/** An invitation: who, by which name they sign in, and what they may do. A draft from the first key. */
import { Button, TextInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { useDraft } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { DraftState } from '../patients/draft-state.tsx'
import { AccessChoice, AccessPreview } from './access-choice.tsx'
import { PlaceChoice, useLocations } from './place-choice.tsx'
import classes from './administration.module.css'
import { useHandedCode } from './handed-codes.ts'

type Form = z.input<typeof invitePerson.input>
const empty: Form = { displayName: '', username: '', roles: [], levels: [], scope: [] }

/** `Bo Lindqvist, RN` -> `blindqvist`. */
export function suggestedName(displayName: string): string {
  const names = foldText(displayName.split(',')[0] ?? '')
    .split(' ')
    .filter(Boolean)
  const last = names.at(-1) ?? ''
  return names.length < 2 ? '' : `${names[0]?.[0] ?? ''}${last}`.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

export function InvitePerson({ onDone }: { onDone(): void }) {
  const draft = useDraft<Form>('access.invite', '')
  const [problem, setProblem] = useState<string | null>(null)
  const form = useForm<Form>({
    resolver: zodResolver(invitePerson.input),
    mode: 'onTouched',
    defaultValues: empty,
  })
  const { found, save } = draft
  const restoring = useRef(false)
  const suggested = useRef('')
  useEffect(() => {
    if (!found) return
    restoring.current = true
    suggested.current = suggestedName(found.displayName)
    form.reset({ ...empty, ...found }, { keepDefaultValues: true })
    restoring.current = false
  }, [found, form])
  useEffect(() => {
    const watching = form.watch((values, { name }) => {
      if (restoring.current) return
      // the name they sign in by follows, until somebody has typed another
      if (name === 'displayName' && form.getValues('username') === suggested.current) {
        suggested.current = suggestedName(values.displayName ?? '')
        form.setValue('username', suggested.current)
      }
      save(form.getValues())
    })
    return () => watching.unsubscribe()
  }, [form, save])

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    try {
      const { code, until } = await run(invitePerson, values)
      await draft.discard()
      const { displayName, username } = invitePerson.input.parse(values)
      onDone()
      useHandedCode.getState().show({ displayName, username, code, until, why: 'invited' })
    } catch (error) {
      if (error instanceof AppError) setProblem(wordsFor(error))
    }
  })
  useHotkeys([['mod+Enter', () => void submit()]], [])
  const { errors, isSubmitting, isDirty } = form.formState
  const hasLocations = (useLocations() ?? []).length > 0
  const errorOf = (field: keyof Form) => errors[field]?.message && wordsOf(errors[field].message)
  const [roles, levels, scope = []] = useWatch({ control: form.control, name: ['roles', 'levels', 'scope'] })

  if (found === undefined) return null
  return (
    <form className={classes['panelForm']} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes['pair']}>
        <TextInput
          label="Name, as patients know them"
          placeholder="Bo Lindqvist, RN"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          {...form.register('displayName')}
          error={errorOf('displayName')}
        />
        <TextInput
          label="User name"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('username')}
          error={errorOf('username')}
        />
      </div>
      <Controller
        control={form.control}
        name="roles"
        render={({ fieldState }) => (
          <AccessChoice
            value={{ roles, levels }}
            error={fieldState.error?.message && wordsOf(fieldState.error.message)}
            onChange={(next) => {
              const options = { shouldDirty: true, shouldValidate: form.formState.isSubmitted }
              form.setValue('levels', [...next.levels], options)
              form.setValue('roles', [...next.roles], options)
            }}
          />
        )}
      />
      {hasLocations && (
        <PlaceChoice
          label="Locations and departments"
          placeholder="What their levels reach: the whole practice, where nothing is set for them"
          value={scope}
          onChange={(next) => form.setValue('scope', next, { shouldDirty: true })}
        />
      )}
      {problem && (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={isSubmitting}>
          Invite and show the code
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void draft.discard().then(onDone)}>
          Discard
        </Button>
        <DraftState draft={draft} dirty={isDirty} />
      </div>
      <AccessPreview value={{ roles, levels }} scope={scope} />
    </form>
  )
}
