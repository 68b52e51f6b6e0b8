/** A second thread that takes what was written from the store's log into its file (store/checkpointer.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import { openCipher } from './store/cipher.ts'
import type { CheckpointerStart } from './store/checkpointer.ts'

const port = parentPort
must(port, 'checkpointer.no-parent')

const { file, key } = workerData as CheckpointerStart
const db = openCipher(file, Buffer.from(key.buffer), false)
key.fill(0)

port.on('message', (message: 'take' | 'end') => {
  db.pragma('wal_checkpoint(PASSIVE)')
  // once more, for what was written meanwhile
  db.pragma('wal_checkpoint(PASSIVE)')
  if (message === 'take') {
    port.postMessage('taken')
    return
  }
  db.close()
  port.close()
})
