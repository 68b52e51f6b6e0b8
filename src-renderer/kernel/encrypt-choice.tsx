import { Checkbox } from '@mantine/core'
import { useMe } from './me.ts'

/** What becomes a file is encrypted unless somebody may do otherwise, and does. */
export function EncryptChoice({
  encrypted,
  onChange,
}: {
  encrypted: boolean
  onChange(encrypted: boolean): void
}) {
  const mayBeClear = useMe().can('export.clear')
  const opens =
    'The passphrase is shown once, when the file is written. Whoever gets the file opens it with age (age-encryption.org).'
  return (
    <Checkbox
      size="sm"
      label="Encrypt it with a passphrase"
      description={mayBeClear ? opens : `${opens} You have no right to export in the clear.`}
      checked={encrypted}
      disabled={!mayBeClear}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}
