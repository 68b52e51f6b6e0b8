import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../shared/kernel/errors.ts'
import { ActForm } from '../access/act-form.tsx'
import { Under } from './under.tsx'

/** Why a line goes from a list: one of the usual reasons, or others in a few words. Without one it stays. */
export function WhyForm({
  title,
  go,
  whys,
  busy,
  error,
  onGo,
  onDone,
}: {
  title: string
  go: string
  whys: readonly string[]
  busy: boolean
  error: AppError | null
  onGo(why: string): void
  onDone(): void
}) {
  const [why, setWhy] = useState('')
  return (
    <Under>
      <ActForm
        title={title}
        go={go}
        busy={busy}
        error={error}
        ready={why.trim() !== ''}
        onGo={() => onGo(why)}
        onDone={onDone}
      >
        <Autocomplete
          label="Why"
          maxLength={200}
          data={[...whys]}
          comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
          value={why}
          onChange={setWhy}
        />
      </ActForm>
    </Under>
  )
}
