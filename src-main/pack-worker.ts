/** A second thread that packs texts while the vault's own thread stores rows (sync/packer.ts). */
import { parentPort } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import { threadEnd } from './store/end-thread.ts'
import { freezeBuiltIns } from './store/freeze-built-ins.ts'
import { pack } from './store/packing.ts'
import type { Packed, ToPack } from './sync/packer.ts'

freezeBuiltIns()
const port = parentPort
must(port, 'packer.no-parent')

port.on('message', (message: ToPack | typeof threadEnd) => {
  if (message === threadEnd) process.exit()
  const { n, texts } = message
  const packed = texts.map((text) => pack(text))
  const bytes = new Uint8Array(packed.reduce((sum, each) => sum + each.length, 0))
  const ends = new Uint32Array(packed.length)
  let at = 0
  for (const [index, each] of packed.entries()) {
    bytes.set(each, at)
    at += each.length
    ends[index] = at
  }
  const answer: Packed = { n, bytes, ends }
  port.postMessage(answer, [bytes.buffer, ends.buffer])
})
