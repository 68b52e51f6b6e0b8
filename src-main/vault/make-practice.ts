/** First run: the first rows of a new practice, on its first workstation. */
import { credentials } from '../../shared/access/credential.ts'
import { practices } from '../../shared/access/practice.ts'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { users } from '../../shared/access/user.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { NewPractice, PracticeSheet } from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import { noteRecovery, recoveryState } from '../store/recovery-state.ts'
import { makeWorkstation, type Made, type MakingParts } from './make-workstation.ts'
import { newOwnKeys } from './person-keys.ts'
import { lettersOf, makePracticeKey } from './practice-key.ts'

export type MadePractice = Made & Readonly<{ practice: PracticeSheet }>

/** How many record numbers the first workstation may give out before a cloud grants it more. */
const firstLease = 100_000

export async function makePractice(
  input: NewPractice,
  parts: MakingParts,
  host: Host,
): Promise<MadePractice> {
  const [tenant, device, userId] = [parts.newId(), parts.newId(), parts.newId()]
  const roles: Role[] = input.treatsPatients
    ? ['physician', 'administrator', 'auditor']
    : ['practice-manager', 'administrator', 'auditor']
  const now = instantOf(parts.clock.now())
  const { practiceName, displayName, username, password } = input
  const own = await newOwnKeys({ tenant, user: userId }, password, parts.kdf, now)
  const first = {
    tenant,
    device,
    userId,
    practiceName,
    displayName,
    username,
    roles,
    issuer: 'first-run' as const,
    keys: own.keys,
    code: own.code,
  }
  const { key, code } = await makePracticeKey(tenant, 1, now)
  const made = await makeWorkstation(first, parts, host, 'practice.create', (store, opId) => {
    const actor = { id: userId, displayName, roles, can: permissionsOf(roles) }
    const ctx = { actor, sessionId: parts.newId(), opId, now, newId: parts.newId }
    store.transaction(ctx, (tx) => {
      tx.put(practices, {
        id: tenant,
        name: practiceName,
        timeZone: input.timeZone,
        createdAt: now,
        chartsHeld: null,
        secondFactor: input.secondFactor,
        leaseHours: null,
        idleMinutes: null,
        keyMonths: null,
        passwordLength: null,
        passwordDays: null,
        passwordWords: null,
        retention: null,
        exportAlone: null,
        exportMost: null,
      })
      tx.put(users, {
        id: userId,
        username,
        displayName,
        roles,
        active: true,
        createdAt: now,
        levels: [],
        exceptions: [],
        endsOn: null,
        scope: [],
        practitionerId: null,
      })
      tx.put(credentials, {
        id: userId,
        keys: own.keys,
        secondFactor: null,
        createdAt: now,
        passwordAt: now,
      })
      tx.writeLocal(
        'INSERT INTO lease (kind, next, last) VALUES (?, ?, ?)',
        'mrn',
        input.firstMrn,
        input.firstMrn + firstLease - 1,
      )
      tx.close('access.createPractice@1')
    })
    noteRecovery(store, { ...recoveryState(store), key, unsent: true })
  })
  const { privateKey, code: recoveryCode } = own
  return { ...made, privateKey, recoveryCode, practice: { code, letters: lettersOf(key) } }
}
