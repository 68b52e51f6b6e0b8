/** What runs beside the work of whoever is in: the way to the cloud, the downtime pack, the figures of the day. */
import { join } from 'node:path'
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import type { Migration } from '../store/migrate.ts'
import type { Store } from '../store/store.ts'
import type { Published } from '../store/tx.ts'
import type { AloneSession, Session } from '../pipeline/session.ts'
import type { AuditDesk } from './audit-desk.ts'
import { CloudLink, type CloudLinkParts } from './cloud-link.ts'
import { DayBook } from './day-book.ts'
import type { KdfCost } from './keys.ts'
import { KitKeeper, type KitParts } from './kit-keeper.ts'
import { noteSetBacks } from './note-set-backs.ts'
import { PeopleKeeper, type Entered, type PeopleParts } from './people-keeper.ts'
import { PackKeeper, type PackParts } from './pack-keeper.ts'
import { RecoveryKeeper } from './recovery-keeper.ts'
import { WholeKeeper } from './whole-keeper.ts'

export type BesideParts = Readonly<{
  clock: Clock
  kdf: KdfCost
  cloud: Omit<CloudLinkParts, 'clock' | 'recovery' | 'people' | 'whole' | 'pauseAudit'>
  migrations: Readonly<{ whole: readonly Migration[] }>
  newId: KitParts['newId']
  people: Pick<PeopleParts, 'dismissed'>
  pack: Pick<PackParts, 'tickMs' | 'changed' | 'failed'>
}>

export class Beside {
  readonly cloud: CloudLink
  readonly pack: PackKeeper
  readonly days: DayBook
  readonly recovery: RecoveryKeeper
  readonly people: PeopleKeeper
  readonly kit: KitKeeper
  readonly whole: WholeKeeper
  readonly #noteSetBacks: () => void
  #store: Store | null = null

  /** `directory`: the folder of the store. */
  constructor(
    directory: string,
    { clock, kdf, newId, cloud, pack, people, migrations }: BesideParts,
    audit: () => AuditFile | null,
    desk: Pick<AuditDesk, 'pause'>,
    marked: () => void,
  ) {
    this.recovery = new RecoveryKeeper(directory, { ...cloud, clock, kdf })
    this.people = new PeopleKeeper(directory, audit, { ...cloud, ...people, clock, marked })
    this.kit = new KitKeeper(directory, { clock, newId, failed: (error) => cloud.failed(error) })
    this.whole = new WholeKeeper(directory, { ...cloud, clock, audit, migrations: migrations.whole })
    this.#noteSetBacks = () => {
      try {
        if (this.#store) noteSetBacks(this.#store, audit())
      } catch (error) {
        cloud.failed(error)
      }
    }
    this.cloud = new CloudLink(directory, {
      ...cloud,
      clock,
      changed: (what) => {
        if (what.tables.includes('outage')) this.#noteSetBacks()
        cloud.changed(what)
      },
      recovery: this.recovery,
      people: this.people,
      whole: this.whole,
      pauseAudit: (until) => desk.pause(until),
    })
    this.days = new DayBook(clock, join(directory, 'clinical.db'))
    this.pack = new PackKeeper({
      ...pack,
      clock,
      file: join(directory, 'downtime-pack'),
      audit,
      cloud: () => this.cloud.now,
    })
  }

  begin(entered: Entered, deviceKey: Buffer | null): void {
    const { session } = entered
    this.#store = session.store
    this.#noteSetBacks()
    this.recovery.begin(session, deviceKey)
    if (deviceKey) this.people.begin(entered, deviceKey)
    if (deviceKey) this.kit.begin(entered, deviceKey)
    this.whole.begin(session)
    if (deviceKey) this.cloud.begin(session, deviceKey)
    this.pack.begin(session)
    this.days.begin(session.store)
  }

  /** The workstation was opened with the emergency kit: it reads what is here, and nothing is sent or fetched. */
  beginReading({ store }: Pick<Session, 'store'>): void {
    this.days.begin(store)
  }

  /** Something was changed, here or elsewhere. */
  touched(what: Published): void {
    this.pack.touched(what)
    this.people.touched(what)
    this.kit.touched(what)
    this.whole.touched(what)
  }

  /** Somebody is in for the pack alone: nothing else runs. */
  beginAlone(alone: AloneSession): void {
    this.pack.begin(alone)
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    this.#store = null
    this.cloud.end()
    this.recovery.end()
    this.people.end()
    this.kit.end()
    this.whole.end()
    this.pack.end()
    this.days.end()
  }
}
