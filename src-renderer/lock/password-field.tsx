import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'

/** A password field that says when Caps Lock is on: the commonest reason why a right password is wrong. */
export function PasswordField(props: PasswordInputProps) {
  const [caps, setCaps] = useState(false)
  const watch = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <PasswordInput
      {...props}
      size="sm"
      onKeyDown={watch}
      onKeyUp={watch}
      onBlur={() => setCaps(false)}
      description={caps ? 'Caps Lock is on' : props.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
