/** First run of one more workstation: what the cloud gave for a code becomes its files and its first rows. */
import { join } from 'node:path'
import { credentials, type PersonKeys } from '../../shared/access/credential.ts'
import { practices } from '../../shared/access/practice.ts'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { users } from '../../shared/access/user.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Enrolled } from '../../shared/sync/enrol.ts'
import type { Host } from '../pipeline/host.ts'
import { writeFirstRows } from '../store/first-rows.ts'
import { noteRecovery, recoveryState } from '../store/recovery-state.ts'
import type { CameIn } from '../sync/enrolment.ts'
import { writeCloudFile } from './cloud-file.ts'
import { makeWorkstation, type Made, type MakingParts } from './make-workstation.ts'
import { newOwnKeys, openByPersonPassword, type Person } from './person-keys.ts'

/** `recoveryCode`: null where they have one already. */
export type Joined = Omit<Made, 'recoveryCode'> & Readonly<{ recoveryCode: string | null }>

/**
 * Whoever comes has a password in the practice, and comes with it; in a practice from before people had one, they set it. Throws
 * `enrol.password`, or `password.*` as first run does, before anything is made.
 */
export async function makeJoined(
  { came, device, password }: Readonly<{ came: CameIn; device: string; password: string }>,
  parts: MakingParts,
  host: Host,
): Promise<Joined> {
  const { given, vouched, place } = came
  const practice = must(rowOf(given, practices, given.practice))
  const user = must(rowOf(given, users, given.user))
  const credential = rowOf(given, credentials, given.user)
  const { id: userId, username, displayName, roles } = user
  const practiceName = practice.name
  const person = { tenant: given.practice, user: userId }
  const own = credential
    ? withOwnPassword(person, credential.keys, password)
    : await withNewPassword(person, password, { username, displayName, practiceName }, parts)
  const versionOf = ({ type }: { type: string }) => given.rows.find((row) => row.type === type)?.version ?? 1
  const first = {
    tenant: given.practice,
    device,
    userId,
    practiceName,
    displayName,
    username,
    roles,
    issuer: 'enrolment' as const,
    keys: own.keys,
    code: own.code,
  }
  const made = await makeWorkstation(
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
          ...(credential ? [{ record: credentials, row: credential, version: versionOf(credentials) }] : []),
        ],
        given.numbers,
      )
      if (vouched) noteRecovery(store, { ...recoveryState(store), key: vouched })
    },
    (deviceKey) =>
      writeCloudFile(
        join(parts.directory, 'cloud.json'),
        deviceKey,
        { tenant: given.practice, device },
        place,
      ),
  )
  const secondFactor = credential?.secondFactor ?? null
  return { ...made, slot: { ...made.slot, secondFactor }, privateKey: own.privateKey, recoveryCode: own.code }
}

function withOwnPassword(person: Person, keys: PersonKeys, password: string) {
  if (!keys.byPassword) throw new AppError('Conflict', 'enrol.not-come-yet')
  const privateKey = openByPersonPassword(person, keys, password)
  if (!privateKey) throw new AppError('Forbidden', 'enrol.password')
  return { keys, privateKey, code: null }
}

async function withNewPassword(
  person: Person,
  password: string,
  around: Parameters<typeof passwordFault>[1],
  { kdf, clock }: MakingParts,
) {
  const fault = passwordFault(password, around)
  if (fault) throw new AppError('Invalid', `password.${fault}`)
  return newOwnKeys(person, password, kdf, instantOf(clock.now()))
}

function must<T>(row: T | null): T {
  // of a later version of the product, or of no version of it
  if (row === null) throw new AppError('Unavailable', 'enrol.not-understood')
  return row
}

function rowOf<R extends RecordType>(given: Enrolled, record: R, id: string | null): RowOf<R> | null {
  const found = given.rows.find((row) => row.type === record.type && row.id === id)
  const read = found && id !== null ? readRow(record, { ...found.row, id }) : null
  return read ? (read.row as RowOf<R>) : null
}
