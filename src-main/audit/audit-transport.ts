/** The questions about the audit log, over a line of their own: they wait for nothing else, and nothing waits for them. */
import { z } from 'zod'
import {
  AlarmNotSettled,
  AuditAside,
  AuditRefused,
  AuditTaken,
  BegunEpoch,
  type AlarmSettled,
  type AuditPush,
  type BeginEpoch,
} from '../../shared/audit/wire.ts'
import { HttpsLink, type CloudPlace, type LinkOptions } from '../sync/https-link.ts'
import { Unreachable } from '../sync/transport.ts'

/** Each may fail, be lost, or be asked twice. Throws Unreachable. */
export interface AuditTransport {
  begin(epoch: BeginEpoch): Promise<BegunEpoch | AuditRefused>
  push(push: AuditPush): Promise<AuditTaken | AuditAside | AuditRefused>
  /** Null where the cloud has taken it. */
  settled(alarm: AlarmSettled): Promise<AlarmNotSettled | null>
}

const answers = new Set([200, 409])

export class HttpAuditTransport implements AuditTransport {
  readonly #link: HttpsLink

  constructor(place: CloudPlace, options: LinkOptions = {}) {
    this.#link = new HttpsLink(place, options)
  }

  begin(epoch: BeginEpoch): Promise<BegunEpoch | AuditRefused> {
    return this.#ask('/v1/audit/epochs', epoch, BegunEpoch)
  }

  push(push: AuditPush): Promise<AuditTaken | AuditAside | AuditRefused> {
    return this.#ask('/v1/audit', push, z.union([AuditTaken, AuditAside]))
  }

  async settled(alarm: AlarmSettled): Promise<AlarmNotSettled | null> {
    const body = JSON.stringify(alarm)
    const { status, bytes } = await this.#link.ask({
      method: 'POST',
      path: '/v1/audit/alarms',
      body,
      answers,
    })
    return status === 200 ? null : AlarmNotSettled.parse(JSON.parse(bytes.toString('utf8')))
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#link.close()
  }

  async #ask<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T | AuditRefused> {
    const asked = { method: 'POST' as const, path, body: JSON.stringify(body), answers }
    const { status, bytes } = await this.#link.ask(asked)
    try {
      const said: unknown = JSON.parse(bytes.toString('utf8'))
      return status === 200 ? schema.parse(said) : AuditRefused.parse(said)
    } catch {
      // signed with its certificate and still not to be read: changed on the way
      throw new Unreachable('captive-portal')
    }
  }
}
