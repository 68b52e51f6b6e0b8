/**
 * Asks the cloud now and then whether there is an order for this workstation, also while it is locked; and brings the list of
 * revocations with it. It believes what is signed with the practice's pinned key, and nothing else.
 */
import { Orders, type WipeOrder } from '../../shared/access/wipe.ts'
import { isSigned } from '../audit/chain-crypto.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { RevocationBook } from '../audit/revocation-book.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answered } from '../sync/answered.ts'
import { HttpsLink, type CloudPlace } from '../sync/https-link.ts'
import { Unreachable } from '../sync/transport.ts'

export type OrderParts = Readonly<{
  clock: Clock
  /** A signed order for this workstation; asked again until it is carried out. */
  ordered(order: WipeOrder, place: CloudPlace): void
  /** The text of a list with a higher number than was taken here. */
  listed(text: string): void
  /** A fault of ours, for the log. */
  failed(error: unknown): void
  pollMs?: number
}>

const usualPollMs = 60_000
const answers = new Set([200, 401])

export class OrderWatch {
  readonly #parts: OrderParts
  #timer: NodeJS.Timeout | null = null
  #link: HttpsLink | null = null

  constructor(parts: OrderParts) {
    this.#parts = parts
  }

  /** At once, and then again and again. `practice`: whose workstation this is. */
  start(file: AuditFile, place: CloudPlace, practice: string): void {
    this.stop()
    const link = new HttpsLink(place)
    this.#link = link
    const ask = () => {
      this.#ask(link, file, place, practice).catch((error: unknown) => {
        // away, or it does not know us: the next time
        if (this.#link !== link || error instanceof Unreachable || error instanceof AppError) return
        this.#parts.failed(error)
      })
    }
    this.#timer = setInterval(ask, this.#parts.pollMs ?? usualPollMs).unref()
    ask()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#link?.close()
    this.#link = null
  }

  async #ask(link: HttpsLink, file: AuditFile, place: CloudPlace, practice: string): Promise<void> {
    const { paused } = new WitnessBook(file).lane()
    if (paused !== null && Date.parse(paused) > this.#parts.clock.now()) return
    const { order: signed, revocations } = await answered(
      link,
      { method: 'GET', path: '/v1/orders', answers },
      Orders,
    )
    if (this.#link !== link) return
    const { key, known } = new RevocationBook(file)
    if (key === null) return
    if (revocations.list.number > known) this.#parts.listed(JSON.stringify(revocations))
    if (!signed || !isSigned(key, signed.order, signed.sig)) return
    const { order } = signed
    if (order.practice === practice && order.device === file.device) this.#parts.ordered(order, place)
  }
}
