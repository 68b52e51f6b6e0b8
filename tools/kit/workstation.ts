/** A workstation without windows: the same vault and dispatch in this process, for tests, benches and the command line. */
import { randomBytes, randomFillSync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError, type Reply } from '../../shared/kernel/errors.ts'
import { makeNewId, type Clock } from '../../shared/kernel/ids.ts'
import { handlers } from '../../src-main/handlers.ts'
import { makeDispatch, type Dispatch, type DispatchParts } from '../../src-main/pipeline/dispatch.ts'
import type { Host } from '../../src-main/pipeline/host.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import type { Observer } from '../../src-main/store/reader.ts'
import type { Published } from '../../src-main/store/tx.ts'
import type { Keychain } from '../../src-main/vault/gate-state.ts'
import type { KdfCost } from '../../src-main/vault/keys.ts'
import { Watch } from '../../src-main/privacy/watch.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { Vault } from '../../src-main/vault/vault.ts'
import { root } from '../proc.ts'

/** Where device keys are kept: a real keychain, or a map for what is not about keychains. */
export interface DeviceKeys {
  find(device: string | null): Promise<Keychain>
  create(device: string): Promise<Buffer>
  restore(device: string, key: Buffer): Promise<void>
  /** Of the tries to come in, by profile; none is kept where it is absent. */
  readonly marks?: Map<string, string>
}

export class KeysInMemory implements DeviceKeys {
  readonly keys = new Map<string, Buffer>()
  readonly marks = new Map<string, string>()

  find(device: string | null): Promise<Keychain> {
    const key = device === null ? undefined : this.keys.get(device)
    return Promise.resolve(key ? { state: 'present', key: Buffer.from(key) } : { state: 'absent' })
  }

  create(device: string): Promise<Buffer> {
    const key = randomBytes(32)
    this.keys.set(device, Buffer.from(key))
    return Promise.resolve(key)
  }

  restore(device: string, key: Buffer): Promise<void> {
    this.keys.set(device, Buffer.from(key))
    return Promise.resolve()
  }
}

export const realClock: Clock = { now: () => Date.now(), mono: () => performance.now() }
/** The lowest cost that is still allowed: for what is not about passwords. */
export const lightKdf: KdfCost = { memory: 19 * 1024, passes: 2, lanes: 1 }

export const owner = {
  practiceName: 'Harbor Street Family Medicine',
  timeZone: 'America/New_York',
  displayName: 'Ana Rivera, MD',
  username: 'arivera',
  password: 'tidal lantern quince 44',
  treatsPatients: true,
  // what is not about it comes in by password alone
  secondFactor: 'nobody' as 'everyone' | 'nobody',
  firstMrn: 100_001,
}

export type WorkstationOptions = Readonly<{
  profile: string
  keys?: DeviceKeys
  clock?: Clock
  kdf?: KdfCost
  observe?: Observer
  /** What the folder dialog answers, until `Workstation.folder` says something else. */
  folder?: string
  lockedUser?: string
  /** How often it is looked at whether a downtime pack is due; never unless said otherwise. */
  packTickMs?: number
  /** Whether `told` keeps what pages would have been told; true unless said otherwise. */
  keepTold?: boolean
}>

type Listener = (event: string, value: unknown) => void

export class Workstation {
  readonly vault: Vault
  /** What the door is made of, so that a test can make another with one part changed. */
  readonly parts: DispatchParts
  readonly dispatch: Dispatch
  /** Everything that pages would have been told. */
  readonly told: { event: string; value: unknown }[] = []
  /** Unexpected errors, which a real workstation logs without their message. */
  readonly faults: { error: unknown; contract: string }[] = []
  readonly locks: string[] = []
  clipboard = ''
  /** What the computer prints on, and what each time went to which. */
  printers: readonly string[] = []
  readonly onPaper: string[] = []
  printerRefuses = false
  /** What the folder dialog answers. */
  folder: string | null
  /** What the file dialog answers. */
  files: readonly string[] = []
  readonly #listeners = new Set<Listener>()

  constructor(options: WorkstationOptions, keychain: Keychain, keys: DeviceKeys) {
    this.folder = options.folder ?? null
    const clock = options.clock ?? realClock
    const newId = makeNewId(clock, (bytes) => randomFillSync(bytes))
    this.vault = new Vault(
      {
        profile: options.profile,
        migrations: {
          local: readMigrations(join(root, 'migrations/local')),
          audit: readMigrations(join(root, 'migrations/audit')),
          whole: readMigrations(join(root, 'migrations/whole')),
        },
        clock,
        newId,
        boot: randomUUID(),
        kdf: options.kdf ?? lightKdf,
        lockedUser: options.lockedUser ?? null,
        demo: null,
        tries: {
          found: keys.marks?.get(options.profile) ?? null,
          keep: (mark) => host.keepTries(mark),
        },
        cloud: {
          app: '0.1.0',
          changed: (what) => this.parts.tell('changed', what),
          failed: (error) => void this.faults.push({ error, contract: 'sync' }),
        },
        people: { dismissed: () => void this.locks.push('sign-out') },
        pack: {
          tickMs: options.packTickMs ?? null,
          changed: () => undefined,
          failed: (error) => void this.faults.push({ error, contract: 'pack' }),
        },
        ...(options.observe && { observe: options.observe }),
      },
      keychain,
    )
    const host: Host = {
      createDeviceKey: (device) => keys.create(device),
      restoreDeviceKey: (device, key) => keys.restore(device, key),
      chooseFolder: () => Promise.resolve(this.folder),
      chooseFiles: () => Promise.resolve(this.files),
      chooseFile: () => Promise.resolve(this.files[0] ?? null),
      copy: (text) => {
        this.clipboard = text
        return Promise.resolve(60)
      },
      listPrinters: () => Promise.resolve(this.printers.map((name) => ({ name, label: name }))),
      print: (printer) => {
        this.onPaper.push(printer)
        return Promise.resolve(!this.printerRefuses)
      },
      keepTries: (mark) => void keys.marks?.set(options.profile, mark),
      lock: (why) => void this.locks.push(why),
    }
    const watch = new Watch({ clock, audit: () => this.vault.audit })
    this.parts = {
      handlers,
      session: () => this.vault.session,
      audit: () => this.vault.audit,
      gatekeeper: this.vault,
      host,
      clock,
      newId,
      watch: (call) => watch.after(call),
      tell: (event, value) => {
        if (event === 'changed') {
          this.vault.cloud.nudge()
          this.vault.touched(value as Published)
        }
        if (options.keepTold !== false) this.told.push({ event, value })
        for (const listener of this.#listeners) listener(event, value)
      },
      report: (error, contract) => void this.faults.push({ error, contract }),
    }
    this.dispatch = makeDispatch(this.parts)
  }

  get session(): Session {
    if (!this.vault.session) throw new Error('nobody is signed in')
    return this.vault.session
  }

  /** The reply as a page gets it. */
  reply(contract: Command | Query, input: unknown): Promise<Reply> {
    return this.dispatch(contract.name, JSON.stringify(input))
  }

  /** The value, or the refusal thrown as an AppError. */
  async call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
    const reply = await this.reply(contract, input)
    if (reply.ok) return reply.value as OutputOf<C>
    throw new AppError(reply.error.code, reply.error.reason, { ...reply.error.params })
  }

  /** Hears what pages would hear, as it is told, until the function it returns is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): void {
    this.vault.close()
  }
}

/** Opens what is in the profile's folder; signs nobody in. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const keys = options.keys ?? new KeysInMemory()
  const device = readSlots(join(options.profile, 'store', 'slots.json'))?.device ?? null
  return new Workstation(options, await keys.find(device), keys)
}
