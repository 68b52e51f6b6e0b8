/**
 * A workstation without a vault, for drills that need many of one practice: a store and an audit log under keys it is
 * given, the production door over them, and the production sync to a cloud. Somebody is signed in from the start.
 */
import { randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { makeNewId, type Clock, type NewId } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { attentionHandlers } from '../../src-main/attention/index.ts'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { cloudHandlers } from '../../src-main/cloud/index.ts'
import { patientsHandlers } from '../../src-main/patients/index.ts'
import { BlobFolder } from '../../src-main/blobs/blob-folder.ts'
import { makeDispatch, type Dispatch } from '../../src-main/pipeline/dispatch.ts'
import type { Gatekeeper } from '../../src-main/pipeline/gatekeeper.ts'
import type { Host } from '../../src-main/pipeline/host.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { SyncEngine } from '../../src-main/sync/engine.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import type { CloudPlace } from '../../src-main/sync/https-link.ts'
import { noConnection } from '../../src-main/vault/cloud-link.ts'
import { root } from '../proc.ts'

export type DeskUser = Readonly<{ id: string; displayName: string }>

/** What one workstation is, as it may be handed to another process. */
export type DeskPlace = Readonly<{
  /** Holds clinical.db and audit.db, which are made where they are not there. */
  folder: string
  /** 32 bytes as hex. */
  key: string
  practice: string
  device: string
  cloud: CloudPlace
  user: DeskUser
  /** The first of the hundred thousand record numbers it may give out. */
  firstMrn: number
  timeoutMs: number
}>

export const deskRoles: readonly Role[] = ['physician', 'administrator']

export class Desk {
  readonly place: DeskPlace
  readonly store: Store
  readonly audit: AuditFile
  readonly engine: SyncEngine
  readonly newId: NewId
  /** Unexpected errors of handlers. */
  readonly faults: unknown[] = []
  readonly #clock: Clock
  readonly #session: Session
  readonly #dispatch: Dispatch
  readonly #transport: HttpTransport

  constructor(place: DeskPlace, clock: Clock) {
    const { folder, user, device, practice } = place
    this.place = place
    this.#clock = clock
    this.newId = makeNewId(clock, (bytes) => randomFillSync(bytes))
    const key = Buffer.from(place.key, 'hex')
    const [file, auditFile] = [join(folder, 'clinical.db'), join(folder, 'audit.db')]
    const migrations = (name: string) => readMigrations(join(root, 'migrations', name))
    this.store = openStore(file, key, migrations('local'), { create: !existsSync(file) })
    this.audit = openAudit(auditFile, key, migrations('audit'), {
      clock,
      workstation: device,
      boot: this.newId(),
      create: !existsSync(auditFile),
    })
    this.store.db
      .prepare('INSERT OR IGNORE INTO lease (kind, next, last) VALUES (?, ?, ?)')
      .run('mrn', place.firstMrn, place.firstMrn + 99_999)
    this.#session = {
      id: this.newId(),
      actor: { ...user, roles: deskRoles, can: permissionsOf(deskRoles) },
      store: this.store,
      blobs: new BlobFolder(join(folder, 'blobs'), { newest: 1, of: new Map([[1, Buffer.from(key)]]) }),
      draftKey: Buffer.from(key),
      packKey: Buffer.from(key),
      mustFirst: null,
      passwordDue: null,
      byKit: false,
      provenAt: Number.POSITIVE_INFINITY,
      trustedNow: () => clock.now(),
      workstation: { tenant: practice, device, practiceName: '' },
    }
    this.#dispatch = makeDispatch({
      handlers: { ...patientsHandlers, ...attentionHandlers, ...cloudHandlers },
      session: () => this.#session,
      audit: () => this.audit,
      gatekeeper: closed,
      host: nothing,
      clock,
      newId: this.newId,
      tell: () => undefined,
      report: (error) => void this.faults.push(error),
    })
    this.#transport = new HttpTransport(place.cloud, { timeoutMs: place.timeoutMs })
    this.engine = new SyncEngine({
      store: this.store,
      transport: this.#transport,
      device,
      appVersion: '0.1.0',
      now: () => instantOf(clock.now()),
      changed: () => undefined,
    })
  }

  /** Through the door, as a page asks. Throws what a page is told. */
  async call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
    const reply = await this.#dispatch(contract.name, JSON.stringify(input))
    if (reply.ok) return reply.value as OutputOf<C>
    throw new AppError(reply.error.code, reply.error.reason, { ...reply.error.params })
  }

  /** First rows that no contract makes so far: the users of a practice. One op. */
  write(kind: string, work: (tx: Tx) => void): void {
    const { actor, id } = this.#session
    const ctx = {
      actor,
      sessionId: id,
      opId: this.newId(),
      now: instantOf(this.#clock.now()),
      newId: this.newId,
    }
    this.store.transaction(ctx, (tx) => {
      work(tx)
      tx.close(kind)
    })
  }

  /** The op of the last command that changed something; null where there was none. */
  get lastOp(): string | null {
    return this.store.sync.get('lastOp')
  }

  get waiting(): number {
    return this.store.db.prepare('SELECT count(*) FROM outbox').pluck().get() as number
  }

  /** Ends the connections that are kept: what comes next begins anew, as after a night. */
  close(): void {
    this.#transport.close()
    this.store.close()
    this.audit.close()
  }
}

const no = (): never => {
  throw new AppError('Unavailable', 'vault.not-ready')
}
/** Nobody comes in beside whoever is in. */
const closed: Gatekeeper = {
  gate: () => ({
    state: 'open',
    reason: null,
    kit: false,
    practiceName: null,
    lockedUser: null,
    demo: null,
    changingKey: null,
  }),
  createPractice: () => Promise.reject(new AppError('Conflict', 'practice.exists')),
  signIn: no,
  recover: no,
  joinPractice: no,
  recoverPractice: no,
  practiceCode: {
    now: {
      madeAt: null,
      letters: null,
      isSealed: false,
      offeredAt: null,
      workstations: null,
      used: null,
    },
    renew: no,
    confirm: no,
  },
  people: {
    newCredential: no,
    owed: () => null,
    workstations: { heardAt: null, workstations: [] },
    lookAgain: () => undefined,
  },
  secondFactor: { since: () => null, begin: no, finish: no, renewSpareCodes: no, owed: () => null },
  lockout: { standing: no, unlock: no, unlocked: null },
  own: { renew: no, confirm: no },
  openWithKit: no,
  kit: { make: no, follow: () => Promise.resolve(), isSealed: () => false, owedUse: () => null },
  revocations: { take: no },
  turnAway: no,
  alone: null,
  openPackAlone: no,
  disk: no,
  auditDesk: {
    standing: () => ({ entries: 0, waiting: 0, witnessedAt: null, alarms: [] }),
    openAlarms: () => 0,
    settle: no,
    verify: no,
    export: no,
    log: no,
    whole: { now: null, lookAgain: () => undefined },
    clock: () => null,
  },
  pack: {
    now: { manifest: null, bytes: 0, making: false, stale: false, problem: null },
    make: no,
    read: no,
  },
  cloud: {
    now: {
      connection: noConnection,
      address: null,
      hydrating: null,
      drill: null,
      certificateUntil: null,
      secured: null,
      isProofLost: false,
      charts: null,
    },
    startDrill: no,
    endDrill: no,
    changedByOthers: () => new Map(),
    tryNow: no,
    fetchFile: no,
    connect: no,
    makeCode: no,
    revoke: no,
    confirmWipe: no,
    takeBackWipe: no,
    wipe: no,
    revocations: no,
  },
}
/** There is no desktop. */
const nothing: Host = {
  createDeviceKey: no,
  restoreDeviceKey: no,
  chooseFolder: () => Promise.resolve(null),
  chooseFiles: () => Promise.resolve([]),
  chooseFile: () => Promise.resolve(null),
  listPrinters: () => Promise.resolve([]),
  print: () => Promise.resolve(false),
  copy: no,
  keepTries: () => undefined,
  lock: no,
}
