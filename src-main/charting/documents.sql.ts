import { documents } from '../../shared/charting/document.ts'
import type { Reader } from '../store/reader.ts'

export const documentFields = Object.keys(documents.row.shape) as (keyof typeof documents.row.shape)[]

export const documentOf = (read: Reader, patientId: string, documentId: string) =>
  read.first((sql) =>
    sql
      .selectFrom('documents')
      .select([...documentFields, 'version'])
      .where('id', '=', documentId)
      .where('patientId', '=', patientId),
  )

/** The documents of a chart that show these bytes. */
export const documentsShowing = (read: Reader, patientId: string, sha: string) =>
  read.all((sql) =>
    sql
      .selectFrom('document_file')
      .innerJoin('documents', 'documents.id', 'document_file.documentId')
      .select('documents.attachments')
      .where('document_file.sha', '=', sha)
      .where('documents.patientId', '=', patientId),
  )

export const stagedFile = (read: Reader, sha: string, owner: string, patientId: string) =>
  read.first((sql) =>
    sql
      .selectFrom('staged_file')
      .innerJoin('blob', 'blob.sha', 'staged_file.sha')
      .select(['staged_file.contentType', 'blob.size', 'blob.here'])
      .where('staged_file.sha', '=', sha)
      .where('staged_file.owner', '=', owner)
      .where('staged_file.patientId', '=', patientId),
  )

/** What people are called, by their ids. */
export const userNames = (read: Reader, ids: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    ids.length === 0
      ? []
      : read
          .all((sql) => sql.selectFrom('users').select(['id', 'displayName']).where('id', 'in', ids))
          .map(({ id, displayName }) => [id, displayName]),
  )

/** The blobs of a chart's documents. */
export const filesOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('documents')
      .innerJoin('document_file', 'document_file.documentId', 'documents.id')
      .innerJoin('blob', 'blob.sha', 'document_file.sha')
      .select(['blob.sha', 'blob.size', 'blob.here', 'blob.stored', 'blob.sent', 'blob.got', 'blob.fault'])
      .where('documents.patientId', '=', patientId),
  )
