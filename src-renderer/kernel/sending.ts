/**
 * A form is sent under one id, kept with its draft: where the workstation stops between the act and its answer, the
 * form comes back, says that it is not known whether it was done, and may be sent again without being done twice.
 */
import { useMemo, useRef } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { flushDrafts, type Draft } from './draft.ts'

/** What a draft keeps beside the values of its form. */
export type Sending = Readonly<{ commandId: string; sent: boolean }>

export const sentBefore =
  'This was sent when the workstation stopped, and whether it was done is not known. Send it again: what was done is not done twice.'

/** `keep` saves a draft of the form's values; `send` gives the id to what sends them, and throws what that throws. */
export function useSending<T extends object>({ found, save }: Draft<T & Partial<Sending>>) {
  const own = useRef<Sending | null>(null)
  own.current ??=
    found === undefined
      ? null
      : { commandId: found?.commandId ?? crypto.randomUUID(), sent: found?.sent === true }
  return useMemo(() => {
    const keep = (values: T, sent = own.current?.sent ?? false): string => {
      own.current = { commandId: own.current?.commandId ?? crypto.randomUUID(), sent }
      save({ ...values, ...own.current })
      return own.current.commandId
    }
    return {
      keep: (values: T): void => void keep(values),
      async send<R>(values: T, send: (commandId: string) => Promise<R>): Promise<R> {
        const commandId = keep(values, true)
        // on disk before anything is done under it
        await flushDrafts()
        try {
          return await send(commandId)
        } catch (error) {
          if (!(error instanceof AppError && error.reason === 'command.unknown')) keep(values, false)
          throw error
        }
      },
    }
  }, [save])
}
