import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useController, useFormContext, type FieldPath } from 'react-hook-form'
import { readTypedDate } from '../../shared/kernel/typed-date.ts'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { wordsOf } from '../kernel/words.ts'
import type { FormValues } from './demographics-values.ts'

type Props = {
  name: FieldPath<FormValues>
  label: string
  lean?: 'past' | 'future'
  after?: (iso: string) => string
}

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value)

/** A date as people type it. It is read when the field is left, and shown as it was understood. */
export function DateField({ name, label, lean = 'past', after }: Props) {
  const { today } = useMe()
  const { control } = useFormContext<FormValues>()
  const { field, fieldState } = useController({ control, name })
  const [typing, setTyping] = useState<string | null>(null)
  const kept = isDate(field.value)
    ? dateText(field.value)
    : typeof field.value === 'string'
      ? field.value
      : ''
  const read = (text: string) =>
    readTypedDate(text, today, lean) ?? (/^\d{4}$/.test(text.trim()) ? text.trim() : null)

  return (
    <TextInput
      label={label}
      placeholder="MM/DD/YYYY"
      value={typing ?? kept}
      onChange={(event) => {
        setTyping(event.currentTarget.value)
        // kept as typed until it can be read, so that a draft never loses it
        field.onChange(read(event.currentTarget.value) ?? event.currentTarget.value)
      }}
      onBlur={() => {
        setTyping(null)
        field.onBlur()
      }}
      error={fieldState.error?.message && wordsOf('date.partial')}
      rightSection={isDate(field.value) && after ? <span>{after(field.value)}</span> : null}
      rightSectionWidth={64}
      autoComplete="off"
      ref={field.ref}
    />
  )
}
