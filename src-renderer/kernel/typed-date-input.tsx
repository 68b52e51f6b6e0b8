import { TextInput, type TextInputProps } from '@mantine/core'
import { useState, type Ref } from 'react'
import { readTypedDate } from '../../shared/kernel/typed-date.ts'
import { dateText, isDate } from './dates.ts'
import { useMe } from './me.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> & {
  /** A date as it was understood, or as it was typed where it was not. */
  value: string
  lean: 'past' | 'future'
  onChange(value: string): void
  onBlur?(): void
  ref?: Ref<HTMLInputElement>
}

/** A date as people type it. It is read when the field is left, and shown as it was understood. */
export function TypedDateInput({ value, lean, onChange, onBlur, ...props }: Props) {
  const { today } = useMe()
  const [typing, setTyping] = useState<string | null>(null)
  const read = (text: string) =>
    readTypedDate(text, today, lean) ?? (/^\d{4}$/.test(text.trim()) ? text.trim() : null)
  return (
    <TextInput
      placeholder="MM/DD/YYYY"
      autoComplete="off"
      {...props}
      value={typing ?? (isDate(value) ? dateText(value) : value)}
      onChange={(event) => {
        setTyping(event.currentTarget.value)
        // kept as typed until it can be read, so that a draft never loses it
        onChange(read(event.currentTarget.value) ?? event.currentTarget.value)
      }}
      onBlur={() => {
        setTyping(null)
        onBlur?.()
      }}
    />
  )
}
