import { Button, TextInput } from '@mantine/core'

/** Whoever wipes a workstation types its sign: no click alone does it. */
export function SignField({
  sign,
  typed,
  onType,
}: Readonly<{ sign: string; typed: string; onType(typed: string): void }>) {
  return (
    <TextInput
      mt="md"
      label={`Type ${sign} to confirm`}
      value={typed}
      onChange={({ currentTarget: { value } }) => onType(value)}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
    />
  )
}

export function WipeButton({ sign, typed, busy }: Readonly<{ sign: string; typed: string; busy: boolean }>) {
  return (
    <Button type="submit" size="sm" color="red" loading={busy} disabled={typed.trim().toUpperCase() !== sign}>
      Wipe {sign}
    </Button>
  )
}
