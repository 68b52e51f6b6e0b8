import { useState } from 'react'
import type { AppError } from '../../shared/kernel/errors.ts'
import { ActForm } from './act-form.tsx'
import { ReasonField } from './reason-field.tsx'

/** A decision that asks for nothing but why. */
export function ReasonForm({
  title,
  lead,
  go,
  label = 'Reason',
  run,
  onGo,
  onDone,
}: {
  title: string
  lead: string
  /** On the button. */
  go: string
  label?: string
  run: Readonly<{ isPending: boolean; error: AppError | null }>
  onGo(reason: string): void
  onDone(): void
}) {
  const [reason, setReason] = useState('')
  return (
    <ActForm
      title={title}
      lead={lead}
      go={go}
      busy={run.isPending}
      error={run.error}
      ready={reason.trim() !== ''}
      onGo={() => onGo(reason)}
      onDone={onDone}
    >
      <ReasonField label={label} reason={reason} onReason={setReason} />
    </ActForm>
  )
}
