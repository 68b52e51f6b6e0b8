/** A batch in the making: what one transaction of the vault will store. */
import type { Refusal } from '../../shared/exchange/import-report.ts'
import type { Incoming } from '../../shared/exchange/store-batch.ts'
import type { Batch, GrowthFile } from './worker-protocol.ts'

/** As much as one op of the outbox should carry (sync pushes at most 512 KiB), and one transaction should hold the vault. */
const mostBytes = 512 * 1024
const mostItems = 260
/** A patient is written into a dozen indexes, so as to be found. */
const asManyAsAPatient = 5
/** What a row adds to an op beside the original's text. */
const rowBytes = 700

export class BatchMaker {
  #items: Incoming[] = []
  #packed: Buffer[] = []
  #bytes = 0
  /** In ordinary resources. */
  #load = 0
  #refusals: Refusal[] = []
  #growthTables: GrowthFile[] = []
  #files = 0
  #notFhir: string[] = []

  get isFull(): boolean {
    return this.#bytes >= mostBytes || this.#load >= mostItems
  }

  add(item: Incoming, packed: Buffer): void {
    this.#items.push(item)
    this.#packed.push(packed)
    this.#bytes += item.original.content.length + rowBytes
    this.#load += item.original.resourceType === 'Patient' ? asManyAsAPatient : 1
  }

  refuse(refusal: Refusal): void {
    this.#refusals.push(refusal)
    this.#load += 1
  }

  addGrowthTables(growth: GrowthFile): void {
    this.#growthTables.push(growth)
  }

  countFile(): void {
    this.#files += 1
  }

  noteNotFhir(name: string): void {
    this.#notFhir.push(name)
  }

  /** The packed texts move to the vault's thread in one piece of memory, without being copied; a new batch begins. */
  close(progress: Batch['progress']): { batch: Batch; transfer: ArrayBuffer[] } {
    const memory = new ArrayBuffer(this.#packed.reduce((sum, packed) => sum + packed.length, 0))
    const all = new Uint8Array(memory)
    let at = 0
    const items = this.#items.map((item, index) => {
      const packed = this.#packed[index] ?? Buffer.alloc(0)
      all.set(packed, at)
      const placed = { ...item, packed: all.subarray(at, at + packed.length) }
      at += packed.length
      return placed
    })
    const batch = {
      t: 'batch' as const,
      items,
      refusals: this.#refusals,
      growthTables: this.#growthTables,
      files: this.#files,
      notFhir: this.#notFhir,
      progress,
    }
    this.#items = []
    this.#packed = []
    this.#bytes = 0
    this.#load = 0
    this.#refusals = []
    this.#growthTables = []
    this.#files = 0
    this.#notFhir = []
    return { batch, transfer: [memory] }
  }
}
