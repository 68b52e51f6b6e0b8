import { TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormContext, useFormState, type FieldPath } from 'react-hook-form'
import { wordsOf } from '../kernel/words.ts'
import type { FormValues } from './demographics-values.ts'
import classes from './demographics-form.module.css'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes['section']}>
      <legend>{title}</legend>
      <div className={classes['fields']}>{children}</div>
    </fieldset>
  )
}

/** A text field of the form; says what is wrong as soon as it is left. */
export function Field({
  name,
  span = 3,
  ...props
}: { name: FieldPath<FormValues>; span?: 1 | 2 | 3 | 4 | 6 } & Omit<TextInputProps, 'name'>) {
  const { register, getFieldState } = useFormContext<FormValues>()
  const state = useFormState<FormValues>({ name })
  const message = getFieldState(name, state).error?.message
  return (
    <TextInput
      {...props}
      {...register(name)}
      wrapperProps={{ 'data-span': span }}
      error={message && wordsOf(message)}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
