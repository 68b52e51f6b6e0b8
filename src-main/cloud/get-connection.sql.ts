import { must } from '../../shared/kernel/errors.ts'
import type { Outage } from '../../shared/cloud/get-connection.ts'
import type { Reader } from '../store/reader.ts'

type Waiting = {
  toSend: number
  oldestToSend: string | null
  attention: number
  conflicts: number
  drafts: number
}

export function waiting(read: Reader, owner: string): Waiting {
  const [row] = read.rows<Waiting>(
    `SELECT (SELECT count(*) FROM outbox WHERE state = 'queued') AS toSend,
            (SELECT madeAt FROM outbox WHERE state = 'queued' ORDER BY localSeq LIMIT 1) AS oldestToSend,
            (SELECT count(*) FROM attention WHERE state = 'open') AS attention,
            (SELECT count(*) FROM conflicts WHERE state = 'open') AS conflicts,
            (SELECT count(*) FROM draft WHERE owner = ?) AS drafts`,
    owner,
  )
  must(row, 'connection.row')
  return row
}

export const outages = (read: Reader): Outage[] =>
  read.rows<Outage>(
    'SELECT startedAt, why, endedAt, waiting, sentAt FROM outage ORDER BY startedAt DESC LIMIT 20',
  )
