/** First run of one more workstation: what the cloud gave for a code becomes its files and its first rows. */
import { practices } from '../../shared/access/practice.ts'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { users } from '../../shared/access/user.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Enrolled } from '../../shared/sync/enrol.ts'
import type { Host } from '../pipeline/host.ts'
import { writeFirstRows } from '../store/first-rows.ts'
import { noteRecovery, recoveryState } from '../store/recovery-state.ts'
import type { CameIn } from '../sync/enrolment.ts'
import { makeWorkstation, type Made, type MakingParts } from './make-workstation.ts'

/** Throws `password.*` as first run does, before anything is made. */
export async function makeJoined(
  { given, vouched }: Pick<CameIn, 'given' | 'vouched'>,
  device: string,
  password: string,
  parts: MakingParts,
  host: Host,
  keep: (deviceKey: Buffer) => void,
): Promise<Made> {
  const practice = rowOf(given, practices, given.practice)
  const user = rowOf(given, users, given.user)
  const { id: userId, username, displayName, roles } = user
  const practiceName = practice.name
  const fault = passwordFault(password, { username, displayName, practiceName })
  if (fault) throw new AppError('Invalid', `password.${fault}`)
  const versionOf = ({ type }: { type: string }) => given.rows.find((row) => row.type === type)?.version ?? 1
  const first = {
    tenant: given.practice,
    device,
    userId,
    practiceName,
    displayName,
    username,
    password,
    roles,
    issuer: 'enrolment' as const,
  }
  return makeWorkstation(
    first,
    parts,
    host,
    'practice.join',
    (store) => {
      writeFirstRows(
        store,
        [
          { record: practices, row: practice, version: versionOf(practices) },
          { record: users, row: user, version: versionOf(users) },
        ],
        given.numbers,
      )
      if (vouched) noteRecovery(store, { ...recoveryState(store), key: vouched })
    },
    keep,
  )
}

function rowOf<R extends typeof practices | typeof users>(
  given: Enrolled,
  record: R,
  id: string | null,
): RowOf<R> {
  const found = given.rows.find((row) => row.type === record.type && row.id === id)
  const read = found && id !== null ? readRow(record, { ...found.row, id }) : null
  // of a later version of the product, or of no version of it
  if (!read) throw new AppError('Unavailable', 'enrol.not-understood')
  return read.row as RowOf<R>
}
