/** Several processes of the cloud on one machine: one keeps the database and the others going, those answer. */
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import { readCertificates } from '../http/certificates.ts'
import { watchEmergencies } from '../privacy/emergency-watch.ts'
import { watchReminders } from '../reminders/reminder-keeper.ts'
import { watchRetention } from '../retention/retention-keeper.ts'
import { keepCheckpoints, keepLog, openDatabase, type CloudOptions } from '../start-cloud.ts'
import { Counts } from './counts.ts'
import { FromWorker, connectionsFor, type ToWorker } from './protocol.ts'

export type Workers = Readonly<{
  port: number
  /** Processes that answer now. */
  pids(): readonly number[]
  /** Every worker finishes what it has; our own database is stopped last. */
  stop(): Promise<void>
}>

/** A worker that ends is started again so much later: one that cannot start must not keep the machine busy. */
const againMs = 1000
/** A worker that has not finished by then is ended. Requests take a minute at most. */
const finishMs = 70_000

/**
 * Starts `count` workers, each by running this program again with the same arguments. Resolves when every one of them
 * answers. Throws `cloud.worker` where one could not begin.
 */
export async function superviseWorkers(options: CloudOptions, count: number): Promise<Workers> {
  const { log } = options
  const connections = connectionsFor(count)
  const database = await openDatabase(options, count * connections + 20)
  const endKeeping = await keepLog(database.pool, options)
  const endCheckpoints = keepCheckpoints(database.pool, options)
  const endRetention = watchRetention(database.pool, options, log)
  const endEmergencies = watchEmergencies(database.pool, log)
  const endReminders = watchReminders(database.pool, options.reminders, log)
  // made once, before many look for them
  await readCertificates(join(options.folder, 'tls'), options.names, Date.now())
  const counts = new Counts()
  const places = new Map<number, Worker>()
  let stopping = false
  let port = options.port

  const start = async (place: number): Promise<void> => {
    const worker = cluster.fork()
    places.set(place, worker)
    const tell = (message: ToWorker) => {
      if (worker.isConnected()) worker.send(message)
    }
    const serving = new Promise<void>((resolve, reject) => {
      worker.on('message', (raw: unknown) => {
        const message = FromWorker.safeParse(raw).data
        if (message?.t === 'counted') counts.heard(message.question, message.metrics)
        if (message?.t === 'ask-all')
          void counts
            .ask([...places.values()].filter((each) => each.isConnected()))
            .then((text) => tell({ t: 'all-counted', request: message.request, text }))
        if (message?.t !== 'serving') return
        port = message.port
        resolve()
      })
      worker.once('exit', (code, signal) => {
        reject(new AppError('Unavailable', 'cloud.worker', { worker: String(place) }))
        places.delete(place)
        if (stopping) return
        log.error({ worker: place, code, signal }, 'a worker had ended and is started again')
        setTimeout(() => {
          if (!stopping) start(place).catch(() => undefined)
        }, againMs)
      })
    })
    tell({ t: 'begin', worker: place, databaseUrl: database.url, connections })
    await serving
  }

  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await endKeeping()
    await Promise.all([...places.values()].map(end))
    await endCheckpoints()
    await endRetention()
    await endEmergencies()
    await endReminders()
    await database.pool.end()
    await database.embedded?.stop()
    log.info('stopped')
  }
  try {
    for (let place = 1; place <= count; place += 1) await start(place)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    port,
    pids: () => [...places.values()].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid])),
    stop,
  }
}

async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return
  const ended = once(worker, 'exit')
  if (worker.isConnected()) worker.send({ t: 'stop' } satisfies ToWorker)
  const late = setTimeout(() => worker.process.kill('SIGKILL'), finishMs)
  await ended
  clearTimeout(late)
}
