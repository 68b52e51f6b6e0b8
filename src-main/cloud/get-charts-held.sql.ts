import { must } from '../../shared/kernel/errors.ts'
import type { Reader } from '../store/reader.ts'

/** How many charts there are and how many of them are not here, and the bytes of the file that are in use. */
export function chartCounts(read: Reader): { total: number; away: number; bytes: number } {
  const [all] = read.rows<{ total: number }>('SELECT count(*) AS total FROM patients')
  const [row] = read.rows<{ away: number; bytes: number }>(
    `SELECT (SELECT count(*) FROM chart WHERE held <> 'yes') AS away,
            (SELECT (page_count - freelist_count) * page_size
             FROM pragma_page_count, pragma_freelist_count, pragma_page_size) AS bytes`,
  )
  must(all && row, 'charts-held.row')
  return { ...all, ...row }
}

export const isImporting = (read: Reader): boolean =>
  read.rows(`SELECT 1 FROM import_run WHERE state = 'running' LIMIT 1`).length > 0
