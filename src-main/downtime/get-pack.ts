import { getPack } from '../../shared/downtime/get-pack.ts'
import { must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

/** Reads the sealed file and no store: it is answered with the store damaged, or none. */
export const getPackHandler = act(getPack, async ({ gatekeeper, session }) => {
  const inside = session ?? gatekeeper.alone
  must(inside, 'get-pack.inside')
  const { manifest, pdf } = await gatekeeper.pack.read()
  const base64 = pdf.toString('base64')
  pdf.fill(0)
  return {
    manifest,
    base64,
    shownTo: inside.actor.displayName,
    workstation: inside.workstation.device.slice(-4).toUpperCase(),
    mayPrint: inside.actor.can.has('print'),
  }
})
