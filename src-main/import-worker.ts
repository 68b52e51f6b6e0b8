/** The import's second thread: it reads, maps and packs, so that the vault's own thread only has to store. */
import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import { makeBatches } from './exchange/make-batches.ts'
import { threadEnd } from './store/end-thread.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import { batchesAhead, type FromWorker, type ToWorker, type WorkerStart } from './exchange/worker-protocol.ts'

freezeBuiltIns()
const port = parentPort
must(port, 'import.no-parent')
const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

const credit = { batches: batchesAhead, goOn: () => {} }
const asked = new Map<number, (id: string | null) => void>()
let requests = 0

port.on('message', (message: ToWorker | typeof threadEnd) => {
  if (message === threadEnd) process.exit()
  if (message.t === 'patient') {
    asked.get(message.request)?.(message.id)
    asked.delete(message.request)
    return
  }
  credit.batches += 1
  credit.goOn()
})

const findPatient = ({ system, value }: { system: string | null; value: string }): Promise<string | null> =>
  new Promise((resolve) => {
    requests += 1
    asked.set(requests, resolve)
    send({ t: 'find-patient', request: requests, system, value })
  })

for await (const { batch, transfer } of makeBatches(workerData as WorkerStart, findPatient)) {
  while (credit.batches === 0) await new Promise<void>((resolve) => (credit.goOn = resolve))
  credit.batches -= 1
  send(batch, transfer)
}
send({ t: 'end' })
port.close()
