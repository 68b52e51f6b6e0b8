/** Asks for pages of the practice's log, over a connection of its own. */
import { EntriesPage, type AskEntries } from '../../shared/audit/whole-wire.ts'
import { answered } from '../sync/answered.ts'
import { HttpsLink, type CloudPlace } from '../sync/https-link.ts'

const answers = new Set([200, 401])

export class HttpWholeTransport {
  readonly #link: HttpsLink

  constructor(place: CloudPlace) {
    this.#link = new HttpsLink(place)
  }

  /** Throws Unreachable; `permission.missing` where the cloud finds no right to it, `device.revoked`. */
  ask(body: AskEntries): Promise<EntriesPage> {
    return answered(this.#link, { method: 'POST', path: '/v1/audit/entries', body, answers }, EntriesPage)
  }

  close(): void {
    this.#link.close()
  }
}
