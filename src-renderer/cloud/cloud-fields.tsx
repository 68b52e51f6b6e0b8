import { TextInput } from '@mantine/core'
import type { FieldErrors, FieldPath, UseFormRegister } from 'react-hook-form'
import { wordsOf } from '../kernel/words.ts'

type Named = { address: string; code: string }
type Props<Form extends Named> = Readonly<{
  register: UseFormRegister<Form>
  errors: FieldErrors<Named>
  autoFocus?: boolean
  /** Where one has the code from. */
  codeFrom?: string
}>

/** Where the cloud is, and the code that lets one in. */
export function CloudFields<Form extends Named>({ register, errors, autoFocus, codeFrom }: Props<Form>) {
  const errorOf = (field: keyof Named) => errors[field]?.message && wordsOf(errors[field].message)
  return (
    <>
      <TextInput
        size="sm"
        label="Address of the cloud"
        placeholder="cloud.clinic.example:8443"
        autoFocus={autoFocus ?? false}
        autoComplete="off"
        spellCheck={false}
        {...register('address' as FieldPath<Form>)}
        error={errorOf('address')}
      />
      <TextInput
        size="sm"
        label="One-time code"
        description={codeFrom}
        placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
        autoComplete="off"
        spellCheck={false}
        {...register('code' as FieldPath<Form>)}
        error={errorOf('code')}
      />
    </>
  )
}
