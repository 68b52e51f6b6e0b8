/** The bytes of a file of a document, as its page gets them: part by part, and only those that are looked at. */
import { getFilePart, openFile } from '../../shared/charting/open-file.ts'
import { partBytes } from '../../shared/charting/send-file.ts'
import { bytesOf } from '../kernel/bytes.ts'
import { ask, run } from '../kernel/holdfast.ts'

export type OpenedFile = Readonly<{
  contentType: string
  size: number
  /** Bytes from one up to another. Throws AppError. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}>

/** Null where its bytes are not here; they have been asked for. Throws AppError. */
export async function openDocumentFile(
  patientId: string,
  sha256: string,
): Promise<Readonly<{ file: OpenedFile | null; wasDamaged: boolean }>> {
  const { opened, wasDamaged } = await run(openFile, { patientId, sha256 })
  if (!opened) return { file: null, wasDamaged }
  const { token, contentType, size } = opened
  const read = async (from: number, to: number) => {
    const all = new Uint8Array(Math.max(0, Math.min(to, size) - from))
    for (let at = 0; at < all.length; at += partBytes) {
      const { base64 } = await ask(getFilePart, {
        token,
        from: from + at,
        to: Math.min(from + at + partBytes, from + all.length),
      })
      all.set(bytesOf(base64), at)
    }
    return all
  }
  return { file: { contentType, size, read }, wasDamaged }
}
