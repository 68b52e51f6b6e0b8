/** One import under way: its worker, what it has stored so far, and how fast it goes. */
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ImportNews, ImportProgress } from '../../shared/exchange/import-report.ts'
import { closeImport, openImport } from '../../shared/exchange/open-import.ts'
import { settleReferences } from '../../shared/exchange/settle-references.ts'
import { storeBatch } from '../../shared/exchange/store-batch.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Acting } from '../pipeline/handle.ts'
import { loadGrowth } from './load-growth.ts'
import { idByIdentifier } from './references.sql.ts'
import { Speed } from './speed.ts'
import type { Checkpointer } from '../store/checkpointer.ts'
import type { Store } from '../store/store.ts'
import { endThread } from '../store/end-thread.ts'
import { threadFile } from '../store/thread-file.ts'
import type { Batch, FromWorker, ToWorker, WorkerStart } from './worker-protocol.ts'

const running = new WeakMap<Store, ImportRun>()

/** The import this store has under way, if any. */
export const runningImport = (store: Store): ImportRun | undefined => running.get(store)

/** What one transaction may hold, in new resources: who searches meanwhile waits for ten milliseconds on a desk computer. */
const mostAtOnce = { withSomebody: 110, alone: 320 }
const somebodyThereMs = 10_000
/** Of a store without a thread for it. */
const stepsToCheckpoint = 12
/** MB. What it makes is short-lived, and looked through less often where there is room; a resource of 32 MB and what it is parsed to is the most it ever holds. */
const resourceLimits = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 1024 }

type SettledTo = OutputOf<typeof settleReferences>['after']
type End = 'finished' | 'cancelled' | 'failed'

export class ImportRun {
  readonly importId: string
  readonly #acting: Acting
  readonly #store: Store
  readonly #worker: Worker
  readonly #speed = new Speed()
  readonly #refusedPatients = new Set<string>()
  readonly #checkpointer: Checkpointer | null
  #inbox: FromWorker[] = []
  #wake: () => void = () => {}
  #steps = 0
  #cancelled = false
  /** The worker has read everything. */
  #ended = false
  #failure: string | null = null
  #progress: ImportProgress = {
    done: 0,
    total: null,
    perSecond: 0,
    secondsLeft: null,
    file: '',
    phase: 'reading',
  }

  /** Begins at once. Throws `import.running` where this store has one under way already. */
  constructor(acting: Acting, root: string, source: string) {
    must(acting.session && acting.ctx, 'import.session')
    const { store } = acting.session
    if (running.has(store)) throw new AppError('Conflict', 'import.running')
    this.#acting = acting
    this.#store = store
    this.importId = acting.ctx.newId()
    acting.step(openImport, { importId: this.importId, folder: basename(root), source })
    const start: WorkerStart = { root, source, importId: this.importId, receivedAt: acting.ctx.now }
    this.#worker = new Worker(threadFile('import-worker'), {
      workerData: start,
      execArgv: [],
      env: {},
      resourceLimits,
    })
    this.#worker.on('message', (message: FromWorker) => this.#receive(message))
    this.#worker.on('error', () => this.#fail('import.worker-failed'))
    this.#worker.on('exit', () => {
      if (!this.#ended) this.#fail('import.worker-failed')
    })
    this.#checkpointer = store.checkpointer()
    running.set(store, this)
    void this.#run()
  }

  get progress(): ImportProgress {
    return this.#progress
  }

  cancel(): void {
    this.#cancelled = true
    this.#wake()
  }

  async #run(): Promise<void> {
    let end: End = 'finished'
    try {
      this.#store.writesForLong(true)
      end = await this.#storeAll()
      if (end === 'finished') end = await this.#settle()
      await this.#mergeWords()
    } catch (error) {
      end = 'failed'
      this.#failure = error instanceof AppError ? error.reason : 'unexpected'
    } finally {
      running.delete(this.#store)
      this.#worker.removeAllListeners('exit')
      await endThread(this.#worker)
      await this.#checkpointer?.end()
    }
    this.#close(end)
  }

  /** Until the worker has no more, somebody cancels, or it fails. */
  async #storeAll(): Promise<End> {
    for (;;) {
      if (this.#cancelled) return 'cancelled'
      if (this.#failure !== null) return 'failed'
      const message = this.#inbox.shift()
      if (!message) {
        await new Promise<void>((resolve) => (this.#wake = resolve))
        continue
      }
      if (message.t === 'end') return 'finished'
      if (message.t === 'batch') {
        await this.#take(message)
        this.#tellWorker({ t: 'more' })
      }
    }
  }

  /** One transaction after the other; in between, whatever a person asks for has its turn. */
  async #take(batch: Batch): Promise<void> {
    let items = batch.items.map((item) => {
      const { patientId } = item.original
      const refused = patientId !== null && this.#refusedPatients.has(patientId)
      return refused ? { ...item, refused: 'patient.refused' as const } : item
    })
    const growth = loadGrowth(this.#acting, batch.growthTables)
    let { files, notFhir } = batch
    let growthTables = growth.outcomes
    let refusals = [...batch.refusals, ...growth.refusals]
    do {
      const stored = this.#acting.step(storeBatch, {
        importId: this.importId,
        most: this.#acting.quietMs() < somebodyThereMs ? mostAtOnce.withSomebody : mostAtOnce.alone,
        items,
        refusals,
        growthTables,
        files,
        notFhir,
      })
      for (const id of stored.refusedPatients) this.#refusedPatients.add(id)
      items = items.slice(stored.taken)
      await this.#checkpoint()
      this.#count(batch, stored.taken + refusals.length + growthTables.length)
      refusals = []
      growthTables = []
      files = 0
      notFhir = []
      await setImmediate()
    } while (items.length > 0 && !this.#cancelled)
  }

  /** By itself, every dozen transactions; where another thread does most of it, what it has left over. */
  async #checkpoint(): Promise<void> {
    this.#steps += 1
    const isTime = this.#checkpointer?.step() ?? this.#steps % stepsToCheckpoint === 0
    if (!isTime) return
    await setImmediate()
    this.#store.checkpoint()
  }

  async #settle(): Promise<End> {
    this.#progress = { ...this.#progress, phase: 'settling', secondsLeft: null }
    let after: SettledTo = null
    do {
      after = this.#acting.step(settleReferences, { after }).after
      await this.#checkpoint()
      await setImmediate()
    } while (after !== null && !this.#cancelled)
    return after === null ? 'finished' : 'cancelled'
  }

  /** What an import leaves behind would slow down every search after it. */
  async #mergeWords(): Promise<void> {
    try {
      let done = this.#store.mergeWords(true)
      while (!done) {
        await this.#checkpoint()
        await setImmediate()
        done = this.#store.mergeWords(false)
      }
    } catch {
      // a lock or a full disk: the index is whole as it is, and the import is not worse for it
    }
  }

  #close(end: End): void {
    try {
      this.#store.writesForLong(false)
      this.#acting.step(closeImport, { importId: this.importId, state: end, reason: this.#failure })
      this.#tell(end)
    } catch {
      // the workstation was locked or the disk is full: the next start finds a run that never ended
      this.#tell('interrupted')
    }
  }

  #receive(message: FromWorker): void {
    if (message.t === 'find-patient') {
      const id = idByIdentifier(this.#store.read, 'Patient', message.system, message.value)
      this.#tellWorker({ t: 'patient', request: message.request, id })
      return
    }
    this.#ended = message.t === 'end'
    this.#inbox.push(message)
    this.#wake()
  }

  #fail(reason: string): void {
    this.#failure ??= reason
    this.#wake()
  }

  #tellWorker(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  #count(batch: Batch, more: number): void {
    const done = this.#progress.done + more
    const { part, later, file, phase } = batch.progress
    this.#progress = { ...this.#speed.after(done, part, later), file, phase }
    if (this.#speed.isTimeToTell()) this.#tell('running')
  }

  #tell(state: ImportNews['state']): void {
    const news: ImportNews = {
      importId: this.importId,
      state,
      progress: state === 'running' ? this.#progress : null,
    }
    this.#acting.tell('import', news)
  }
}
