/** Files on their way into a document: chosen in the computer's own dialog, dropped, or pasted. */
import { useState } from 'react'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import type { RefusedFile, StagedFile } from '../../shared/charting/staged-file.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'
import { sendFile } from './send-file.ts'

const sure = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  throw error
}

/** `taken`: each is kept, encrypted, and may be added. What is not taken is named, and harms no other. */
export function useStaging(patientId: string, taken: (files: readonly StagedFile[]) => void) {
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  /** What is coming now, in words; null where nothing is. */
  const [coming, setComing] = useState<string | null>(null)
  const choose = async (): Promise<void> => {
    setComing('Choosing')
    try {
      const chosen = await run(chooseFiles, { patientId })
      setRefused(chosen.refused)
      taken(chosen.files)
    } catch (error) {
      notify(wordsFor(sure(error)), 'problem')
    } finally {
      setComing(null)
    }
  }
  const send = async (files: readonly File[]): Promise<void> => {
    const not: RefusedFile[] = []
    for (const file of files) {
      setComing(file.name)
      try {
        const onPart = (bytes: number) =>
          setComing(`${file.name}, ${Math.floor((100 * bytes) / file.size)} %`)
        taken([await sendFile(patientId, file, onPart)])
      } catch (error) {
        const { reason, params } = sure(error)
        not.push({ name: file.name, reason, params: { ...params } })
      }
    }
    setRefused(not)
    setComing(null)
  }
  return { refused, coming, choose, send }
}
