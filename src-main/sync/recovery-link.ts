/** What a workstation and the cloud say to each other about the practice's recovery key. */
import { z } from 'zod'
import { AppError, type Code } from '../../shared/kernel/errors.ts'
import { RecoveryStanding, type PracticeKey, type SendRecovery } from '../../shared/sync/recovery.ts'
import { HttpsLink, type CloudPlace } from './https-link.ts'
import { Unreachable } from './transport.ts'

const answers = new Set([200, 400, 404, 409])
const Refusal = z.object({ error: z.object({ code: z.string(), reason: z.string() }) })

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
  const answered = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const { status, bytes } = await link.ask({
      method,
      path,
      answers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    try {
      const said: unknown = JSON.parse(bytes.toString('utf8'))
      if (status === 200) return RecoveryStanding.parse(said)
      const { error } = Refusal.parse(said)
      throw new AppError(error.code as Code, error.reason)
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new Unreachable('captive-portal')
    }
  }
  return {
    ask: () => answered('GET', '/v1/recovery'),
    sendKey: (key) => answered('POST', '/v1/recovery/key', key),
    sendText: (what) => answered('POST', '/v1/recovery/text', what),
    close: () => link.close(),
  }
}
