import { Anchor, Button } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { CloudFields } from '../cloud/cloud-fields.tsx'
import { run } from '../kernel/holdfast.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'

type Form = z.input<typeof joinPractice.input>

/** The first start of one more workstation of a practice that is in the cloud. */
export function JoinPractice({
  onMade,
  onBack,
}: {
  onMade(recoveryCode: string | null): void
  onBack(): void
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useForm<Form>({
    resolver: zodResolver(joinPractice.input),
    mode: 'onTouched',
    defaultValues: { address: '', code: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    try {
      onMade((await run(joinPractice, values)).recoveryCode)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
    }
  })
  return (
    <GateCard
      title="Join a practice"
      lead="Another workstation of the practice shows what to type here: Cloud, Add a workstation. The network is needed this once; afterwards everything works without it."
      wide
    >
      <form className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
        <CloudFields register={form.register} errors={errors} autoFocus />
        <PasswordField
          label="Your password"
          description="The one you use at the practice’s other computers."
          {...form.register('password')}
          error={errors.password?.message && wordsOf(errors.password.message)}
        />
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Start a new practice instead
          </Anchor>
          <Button type="submit" size="sm" loading={isSubmitting}>
            Join
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
