import { useController, useFormContext, type FieldPath } from 'react-hook-form'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsOf } from '../kernel/words.ts'
import type { FormValues } from './demographics-values.ts'

type Props = {
  name: FieldPath<FormValues>
  label: string
  lean?: 'past' | 'future'
  after?: (iso: string) => string
}

/** A date of the form. */
export function DateField({ name, label, lean = 'past', after }: Props) {
  const { control } = useFormContext<FormValues>()
  const { field, fieldState } = useController({ control, name })
  return (
    <TypedDateInput
      label={label}
      lean={lean}
      value={typeof field.value === 'string' ? field.value : ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={fieldState.error?.message && wordsOf('date.partial')}
      rightSection={isDate(field.value) && after ? <span>{after(field.value)}</span> : null}
      rightSectionWidth={64}
      ref={field.ref}
    />
  )
}
