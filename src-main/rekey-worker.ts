/** A second thread that puts the store's file under another key (vault/rekey.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, must } from '../shared/kernel/errors.ts'
import { rekeyCipher } from './store/cipher.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import type { RekeySaid, RekeyStart } from './vault/rekey.ts'

freezeBuiltIns()
const port = parentPort
must(port, 'rekey.no-parent')
const { file, from, to } = workerData as RekeyStart
const keys = [Buffer.from(from.buffer), Buffer.from(to.buffer)] as const

function done(): RekeySaid {
  try {
    rekeyCipher(file, ...keys)
    return null
  } catch (error) {
    if (error instanceof AppError) return { reason: error.reason }
    throw error
  } finally {
    for (const key of keys) key.fill(0)
  }
}

port.postMessage(done())
