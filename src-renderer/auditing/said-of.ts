import type { exportEntries } from '../../shared/auditing/export-entries.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { counted } from '../cloud/connection-words.ts'
import { notify } from '../kernel/notify.ts'
import type { Sealed } from '../kernel/passphrase.tsx'

/** Says what was written, and gives what opens it. */
export function saidOf(written: OutputOf<typeof exportEntries>['written']): Sealed | null {
  if (!written) return null
  const { entries, fileName, coversName, passphrase } = written
  const covers = coversName === null ? '' : ` What they cover is in ${coversName}, beside it.`
  notify(`${counted(entries, 'entry', 'entries')} in ${fileName}.${covers}`)
  return passphrase === null ? null : { fileName, passphrase }
}
