import { packDetail } from '../../shared/downtime/pack-detail.ts'
import { printPack } from '../../shared/downtime/print-pack.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

/** Prints nothing: that it passed the door, and was recorded there with whose pages they are, is the point. */
export const printPackHandler = act(printPack, async ({ gatekeeper, session }, { from, to }) => {
  const inside = session ?? gatekeeper.alone
  must(inside, 'print-pack.inside')
  if (!inside.actor.can.has('chart.read'))
    throw new AppError('Forbidden', 'permission.missing', { permission: 'chart.read' })
  const { manifest, pdf } = await gatekeeper.pack.read()
  pdf.fill(0)
  if (from > to || to > manifest.pages) throw new AppError('Invalid', 'pack.pages')
  return packDetail(manifest, { from, to })
})
