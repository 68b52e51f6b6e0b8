/** A second thread that takes what was written from the store's log into its file (store/checkpointer.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import type { CheckpointerStart } from './store/checkpointer.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import { openLogTaker } from './store/log-taker.ts'

freezeBuiltIns()
const port = parentPort
must(port, 'checkpointer.no-parent')
const taker = openLogTaker(workerData as CheckpointerStart)

port.on('message', (message: 'take' | 'end') => {
  taker.take()
  if (message === 'take') {
    port.postMessage('taken')
    return
  }
  taker.close()
  port.close()
})
