/** What a workstation and the cloud say to each other about the practice's recovery key. */
import { RecoveryStanding, type PracticeKey, type SendRecovery } from '../../shared/sync/recovery.ts'
import { answered } from './answered.ts'
import { HttpsLink, type CloudPlace } from './https-link.ts'

const answers = new Set([200, 400, 404, 409])

export interface RecoveryLink {
  ask(): Promise<RecoveryStanding>
  /** Throws `recovery.other-version`. */
  sendKey(key: PracticeKey): Promise<RecoveryStanding>
  sendText(what: SendRecovery): Promise<RecoveryStanding>
  close(): void
}

/** All of it throws Unreachable, and what the cloud says. */
export function recoveryLink(place: CloudPlace): RecoveryLink {
  const link = new HttpsLink(place)
  const standing = (method: 'GET' | 'POST', path: string, body?: unknown) =>
    answered(link, { method, path, body, answers }, RecoveryStanding)
  return {
    ask: () => standing('GET', '/v1/recovery'),
    sendKey: (key) => standing('POST', '/v1/recovery/key', key),
    sendText: (what) => standing('POST', '/v1/recovery/text', what),
    close: () => link.close(),
  }
}
