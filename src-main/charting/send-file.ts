import { beginFile, sendFilePart } from '../../shared/charting/send-file.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { InHand } from './in-hand.ts'
import { TakingIn } from './take-in.ts'

type Sending = { taking: TakingIn; size: number; busy: boolean }
const sending = new InHand<Sending>(({ taking }) => taking.drop())

export const beginFileHandler = act(beginFile, async ({ session, ctx }, { patientId, name, size }) => {
  must(session && ctx, 'send-file.session')
  const taking = await TakingIn.begin(name, { session, patientId, now: ctx.now })
  const token = ctx.newId()
  sending.put(session.store, token, { taking, size, busy: false })
  return { token }
})

export const sendFilePartHandler = act(sendFilePart, async ({ session }, { token, from, base64 }) => {
  must(session, 'send-file.session')
  const held = sending.get(session.store, token)
  if (!held || held.busy || from !== held.taking.size) throw new AppError('Conflict', 'file.not-begun')
  const { taking, size } = held
  held.busy = true
  try {
    await taking.append(Buffer.from(base64, 'base64'))
    if (taking.size < size) return { file: null }
    sending.take(session.store, token)
    // more than it said: it is not the file that was begun
    if (taking.size > size) throw new AppError('Conflict', 'file.not-begun')
    return { file: await taking.end() }
  } catch (error) {
    sending.take(session.store, token)
    await taking.drop()
    throw error
  } finally {
    held.busy = false
  }
})
