import { must } from '../../shared/kernel/errors.ts'
import type { Outage } from '../../shared/cloud/get-connection.ts'
import type { Reader } from '../store/reader.ts'

type Waiting = {
  toSend: number
  oldestToSend: string | null
  attention: number
  conflicts: number
  drafts: number
  filesToSend: number
}

export function waiting(read: Reader, owner: string): Waiting {
  const [row] = read.rows<Waiting>(
    `SELECT (SELECT count(*) FROM outbox WHERE state = 'queued') AS toSend,
            (SELECT madeAt FROM outbox WHERE state = 'queued' ORDER BY localSeq LIMIT 1) AS oldestToSend,
            (SELECT count(*) FROM attention WHERE state = 'open')
              + (SELECT count(*) FROM blob JOIN document_file USING (sha) JOIN documents ON documents.id = documentId
                 WHERE fault IS NOT NULL AND status <> 'entered-in-error') AS attention,
            (SELECT count(*) FROM blob WHERE here = 1 AND stored = 0 AND fault IS NOT 'file.damaged'
               AND EXISTS (SELECT 1 FROM document_file WHERE document_file.sha = blob.sha)) AS filesToSend,
            (SELECT count(*) FROM conflicts WHERE state = 'open') AS conflicts,
            (SELECT count(*) FROM draft WHERE owner = ?) AS drafts`,
    owner,
  )
  must(row, 'connection.row')
  return row
}

export const outages = (read: Reader): Outage[] =>
  read.rows<Outage>(
    'SELECT startedAt, why, endedAt, waiting, sentAt, until, signedAt FROM outage ORDER BY startedAt DESC LIMIT 20',
  )
