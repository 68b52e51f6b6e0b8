import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { splitMessages } from '../../shared/exchange/hl7v2/segments.ts'
import { importMessages, type MessageLine } from '../../shared/exchange/import-messages.ts'
import { takeMessage } from '../../shared/exchange/take-message.ts'
import { AppError, wireError } from '../../shared/kernel/errors.ts'
import { act, type Acting } from '../pipeline/handle.ts'

const mostBytes = 16 * 1024 * 1024
const mostMessages = 5000

/** Each message is a change of its own, by its own entry in the audit. */
export const importMessagesHandler = act(importMessages, async (acting) => {
  const paths = await acting.host.chooseFiles('Choose files of messages about appointments')
  if (paths.length === 0) return { lines: null }
  const lines: MessageLine[] = []
  for (const path of paths) {
    const file = basename(path)
    try {
      const messages = splitMessages(await textOf(path))
      if (messages.length === 0) throw new AppError('Invalid', 'message.form')
      for (const { text, line } of messages) {
        if (lines.length >= mostMessages) throw new AppError('Invalid', 'message.too-many-messages')
        lines.push({ file, line, ...take(acting, text) })
        // windows are answered between two of them
        await setImmediate()
      }
    } catch (error) {
      if (lines.length < mostMessages) lines.push({ file, line: 1, ...refused(error) })
    }
  }
  return { lines }
})

type Became = Omit<MessageLine, 'file' | 'line'>

function take(acting: Acting, message: string): Became {
  try {
    const { outcome, appointmentId, newPatient } = acting.step(takeMessage, { message })
    return { outcome, appointmentId, newPatient, reason: null, params: {} }
  } catch (error) {
    // a session that has ended takes no more of them
    if (error instanceof AppError && error.code === 'Locked') throw error
    return refused(error)
  }
}

function refused(error: unknown): Became {
  const { reason, params } = wireError(error)
  return { outcome: 'refused', appointmentId: null, newPatient: false, reason, params: { ...params } }
}

/** As UTF-8 where it is that, else as Latin-1, which older systems write. */
async function textOf(path: string): Promise<string> {
  let bytes: Buffer
  try {
    const { size } = await stat(path)
    if (size > mostBytes) throw new AppError('Invalid', 'message.file-too-big')
    bytes = await readFile(path)
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('Unavailable', 'message.file-unreadable')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
