/** A file that was dropped on the chart or pasted into it, on its way to the vault. */
import { beginFile, partBytes, sendFilePart } from '../../shared/charting/send-file.ts'
import type { StagedFile } from '../../shared/charting/staged-file.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { largestBlob } from '../../shared/sync/blobs.ts'
import { run } from '../kernel/holdfast.ts'

/** `onPart`: bytes that have gone. Throws AppError, with the reasons of chooseFiles. */
export async function sendFile(
  patientId: string,
  file: File,
  onPart: (bytes: number) => void,
): Promise<StagedFile> {
  if (file.size === 0) throw new AppError('Invalid', 'file.empty')
  if (file.size > largestBlob) throw new AppError('Invalid', 'file.too-large')
  const { token } = await run(beginFile, { patientId, name: file.name, size: file.size })
  for (let from = 0; ; from += partBytes) {
    const base64 = await base64Of(file.slice(from, from + partBytes))
    const answer = await run(sendFilePart, { token, from, base64 })
    onPart(Math.min(file.size, from + partBytes))
    if (answer.file) return answer.file
  }
}

function base64Of(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    })
    // the file was moved or changed after it was dropped
    reader.addEventListener('error', () => reject(new AppError('Unavailable', 'file.unreadable')))
    reader.readAsDataURL(part)
  })
}
