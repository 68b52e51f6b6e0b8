/** A second thread that lays out the downtime pack (downtime/paper-maker.ts). It lives for one pack. */
import { parentPort } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import type { FromPaper, ToPaper } from './downtime/paper-maker.ts'
import { threadEnd } from './store/end-thread.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import { makePaper } from './downtime/paper/make-paper.ts'

freezeBuiltIns()
const port = parentPort
must(port, 'paper.no-parent')

port.on('message', (message: ToPaper | typeof threadEnd) => {
  if (message === threadEnd) process.exit()
  const { content, fonts } = message
  void makePaper(content, fonts).then((paper) => {
    const made: FromPaper = { paper }
    port.postMessage(made, [paper.bytes.buffer as ArrayBuffer])
  })
})
