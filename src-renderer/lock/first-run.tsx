import { Anchor, Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMemo, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { createPractice } from '../../shared/access/create-practice.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import type { ShownCodes } from '../kernel/shown-code.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { usZonesFirst } from '../kernel/zones.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'

type Form = z.input<typeof createPractice.input>

/** The first start on this workstation: names the practice and makes its owner. */
export function FirstRun({
  reason,
  onMade,
  onJoin,
}: {
  /** Why it is as on a new computer, where it was none. */
  reason: string | null
  onMade(codes: ShownCodes): void
  onJoin(): void
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const zones = useMemo(() => usZonesFirst(Intl.supportedValuesOf('timeZone')), [])
  const form = useForm<Form>({
    resolver: zodResolver(createPractice.input),
    mode: 'onTouched',
    defaultValues: {
      practiceName: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      displayName: '',
      username: '',
      password: '',
      treatsPatients: true,
      firstMrn: 100_001,
    },
  })
  const { errors, isSubmitting } = form.formState
  const errorOf = (field: keyof Form) => {
    const message = errors[field]?.message
    return message && wordsOf(message)
  }
  const submit = form.handleSubmit(async (values) => {
    try {
      const { recoveryCode, practice } = await run(createPractice, values)
      onMade({ own: recoveryCode, practice })
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
    }
  })

  return (
    <GateCard
      title="Set up this workstation"
      lead="You are starting a new practice here. Its records will be kept on this computer, encrypted, and work without a network."
      wide
    >
      {reason && (
        <div role="alert" className={classes['notice']} data-tone="warn" style={{ marginTop: 16 }}>
          {wordsOf(reason)}
        </div>
      )}
      <form className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          size="sm"
          label="Name of the practice"
          autoFocus
          autoComplete="off"
          {...form.register('practiceName')}
          error={errorOf('practiceName')}
        />
        <div className={classes['pair']}>
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field }) => (
              <Select
                size="sm"
                label="Time zone"
                data={zones}
                searchable
                limit={40}
                value={field.value}
                onChange={(value) => field.onChange(value ?? '')}
                onBlur={field.onBlur}
                error={errorOf('timeZone')}
              />
            )}
          />
          <Controller
            control={form.control}
            name="firstMrn"
            render={({ field }) => (
              <NumberInput
                size="sm"
                label="First record number (MRN)"
                min={1}
                hideControls
                value={field.value}
                onChange={(value) => field.onChange(Number(value))}
                onBlur={field.onBlur}
                error={errorOf('firstMrn')}
              />
            )}
          />
        </div>
        <div className={classes['pair']}>
          <TextInput
            size="sm"
            label="Your name"
            placeholder="Ana Rivera, MD"
            autoComplete="off"
            {...form.register('displayName')}
            error={errorOf('displayName')}
          />
          <TextInput
            size="sm"
            label="User name"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.register('username')}
            error={errorOf('username')}
          />
        </div>
        <PasswordField
          label="Password"
          description="At least 15 characters, any characters. Four or five unrelated words do well."
          {...form.register('password', { onChange: () => void form.trigger('password') })}
          error={errorOf('password')}
        />
        <Checkbox
          size="sm"
          label="I treat patients (otherwise you administer, and charts stay closed to you)"
          {...form.register('treatsPatients')}
        />
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onJoin}>
            Join a practice that exists
          </Anchor>
          <Button type="submit" size="sm" loading={isSubmitting}>
            Create the practice
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
