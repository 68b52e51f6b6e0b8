/** While somebody is in: what the practice's emergency kit opens at this workstation is sealed to it, and a kit that was used opens nothing. */
import { join } from 'node:path'
import { isKitUsed, kitSheets } from '../../shared/access/emergency-kit.ts'
import type { noteKitUse } from '../../shared/access/open-with-kit.ts'
import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { KitDoor } from '../pipeline/gatekeeper.ts'
import { kitOf, usesOf } from '../store/kit.sql.ts'
import type { Published } from '../store/tx.ts'
import { dropKitFile, readKitFile, writeKitFile, type KitFile } from './kit-file.ts'
import { newKit, type MadeKit } from './kit.ts'
import type { Entered } from './people-keeper.ts'
import { sealedTo } from './slot.ts'

export type KitParts = Readonly<{ clock: Clock; newId: NewId; failed(error: unknown): void }>

type Inside = Entered & Readonly<{ deviceKey: Buffer }>
const tables = new Set(['emergencyKits', 'kitUses'])

export class KitKeeper implements KitDoor {
  readonly #parts: KitParts
  readonly #file: string
  #in: Inside | null = null
  /** One after the other: each reads the file, and writes it anew. */
  #turn: Promise<unknown> = Promise.resolve()

  /** `directory`: the folder of the store. */
  constructor(directory: string, parts: KitParts) {
    this.#file = join(directory, 'kit.json')
    this.#parts = parts
  }

  begin(entered: Entered, deviceKey: Buffer): void {
    // the set of keys is the keeper of people's, who wipes it
    const epochs = new Map([...entered.epochs].map(([epoch, key]) => [epoch, Buffer.from(key)]))
    this.#in = { ...entered, epochs, deviceKey }
    this.#follow()
  }

  end(): void {
    for (const key of this.#in?.epochs.values() ?? []) key.fill(0)
    this.#in = null
  }

  touched({ tables: changed }: Published): void {
    if (this.#in && changed.some((table) => tables.has(table))) this.#follow()
  }

  /** What was begun is done. */
  async settled(): Promise<void> {
    await this.#turn
  }

  make(names: readonly string[]): Promise<MadeKit> {
    const { session } = this.#inside()
    const plain = new Set(names.map((name) => name.normalize('NFC').toLocaleLowerCase('en')))
    if (plain.size < kitSheets.made) throw new AppError('Invalid', 'kit.same-holder')
    const { newId, clock } = this.#parts
    const of = { id: newId(), madeAt: instantOf(clock.now()), madeBy: session.actor.id }
    return newKit(session.workstation.tenant, of, names)
  }

  isSealed(kitId: string): boolean {
    const { session, deviceKey } = this.#inside()
    return readKitFile(this.#file, deviceKey, session.workstation)?.kit.id === kitId
  }

  /** Where a kit was used here and the record does not say so yet. */
  owedUse(): ParsedInputOf<typeof noteKitUse> | null {
    if (!this.#in) return null
    const { session, deviceKey } = this.#in
    return owed(readKitFile(this.#file, deviceKey, session.workstation), usesOf(session.store.read))
  }

  follow(): Promise<void> {
    this.#follow()
    return this.settled()
  }

  #follow(): void {
    const inside = this.#inside()
    this.#turn = this.#turn
      .then(() => (this.#in === inside ? this.#seal(inside) : undefined))
      .catch((error: unknown) => this.#parts.failed(error))
  }

  /** A kit that was used is void, and so is one in whose place there is another: what it opened is deleted as soon as it is noted. */
  async #seal(inside: Inside): Promise<void> {
    const { session, epochs, deviceKey } = inside
    const [kit, uses] = [kitOf(session.store.read)?.kit ?? null, usesOf(session.store.read)]
    const here = readKitFile(this.#file, deviceKey, session.workstation)
    if (owed(here, uses)) return
    if (!kit || isKitUsed(kit.id, uses)) return dropKitFile(this.#file)
    const isHere = here?.kit.id === kit.id && here.epochs.length === epochs.size
    if (isHere) return
    const sealed = await sealedTo(kit.publicKey, epochs)
    // whoever has gone meanwhile has taken the keys along
    if (this.#in === inside)
      writeKitFile(this.#file, deviceKey, session.workstation, { kit, epochs: sealed, use: null })
  }

  #inside(): Inside {
    must(this.#in, 'kit.session')
    return this.#in
  }
}

const owed = (here: KitFile | null, noted: ReadonlyArray<Readonly<{ id: string }>>): KitFile['use'] =>
  here?.use && !noted.some(({ id }) => id === here.use?.id) ? here.use : null
