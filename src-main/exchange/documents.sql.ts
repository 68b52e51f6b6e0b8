import type { Reader } from '../store/reader.ts'

/** The attachments a document's row lists; undefined for what is no document. */
export const attachmentsOf = (read: Reader, documentId: string) =>
  read.first((sql) => sql.selectFrom('documents').select('attachments').where('id', '=', documentId))
    ?.attachments
