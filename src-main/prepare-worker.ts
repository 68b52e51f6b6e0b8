/** A second thread that makes rows ready while the vault's own thread writes those before them (sync/preparer.ts). */
import { parentPort } from 'node:worker_threads'
import { must } from '../shared/kernel/errors.ts'
import type { Carried } from './sync/carried.ts'
import { prepared, type Answered, type ToPrepare } from './sync/prepare-lines.ts'

const port = parentPort
must(port, 'preparer.no-parent')

port.on('message', ({ n, what }: ToPrepare) => {
  for (const carried of prepared(what)) send(n, carried, false)
  send(n, null, true)
})

function send(n: number, carried: Carried | null, isLast: boolean): void {
  const answer: Answered = { n, carried, isLast }
  const { pieces, ends, packed, packedEnds, texts } = carried ?? {}
  const bytes = [pieces, ends, packed, packedEnds, texts]
  port?.postMessage(
    answer,
    bytes.flatMap((each) => (each ? [each.buffer] : [])),
  )
}
