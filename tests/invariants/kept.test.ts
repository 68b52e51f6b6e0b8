/** How long each class of records is kept (L1): the audit log alone is ever let go; what else removes anything is listed here, and why it is no end of keeping. */
import { expect, test } from 'vitest'
import { classes, classNames } from '../../shared/access/retention-classes.ts'
import { code, filesIn, linesMatching, textOf } from '../kit/sources.ts'

const shown = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/:\d+:/, ':')).toSorted()

test('every class has a floor, and nothing of the audit is kept for less than six years', () => {
  expect(classNames).toEqual(['adultChart', 'minorChart', 'audit', 'access', 'privacy', 'downtime'])
  for (const name of classNames) expect(classes[name].usual).toBeGreaterThanOrEqual(classes[name].floor)
  for (const name of ['audit', 'access', 'privacy', 'downtime'] as const)
    expect(classes[name].floor).toBeGreaterThanOrEqual(6)
})

/** No row of a chart, of access, of privacy or of an outage goes by its age, on any workstation. */
const taken: Readonly<Record<string, string>> = {
  'src-main/charting/add-document.ts: tx.remove(documents, documentId)':
    'takes back what was added a moment ago; the op and its history stay',
  'src-main/pipeline/settle-conflict.ts: if (there) tx.remove(record, entityId)':
    'somebody chose, of two versions, that it was removed; the other stays in the conflict',
  'src-main/schedule/save-block.ts: tx.remove(blocks, blockId)': 'time that is free again; of no patient',
  'src-main/schedule/save-hours.ts: tx.remove(availabilities, availabilityId)':
    'hours of work; of no patient',
}
/** In the cloud: copies it makes itself, and what no row says anything of. */
const inCloud: Readonly<Record<string, string>> = {
  'src-cloud/postgres/blobs.ts: `DELETE FROM blob_chunk WHERE practice_id = $1 AND sha256 IN (SELECT sha256 FROM blob WHERE ${old})`,':
    'a file whose upload was given up before it was whole',
  'src-cloud/postgres/blobs.ts: await client.query(`DELETE FROM blob WHERE ${old}`, [practice])': 'the same',
  "src-cloud/postgres/blobs.ts: await client.query('DELETE FROM blob_chunk WHERE practice_id = $1 AND sha256 = $2', [practice, sha])":
    'pieces that do not make the file they say',
  'src-cloud/postgres/snapshots.ts: await client.query(`DELETE FROM ${table} WHERE practice_id = $1 AND snapshot_id = ANY ($2::uuid[])`, [':
    'a snapshot that a later one replaces',
  'migrations/cloud/0006-log-segments.sql: DELETE FROM log_segment WHERE practice_id = mine AND from_seq > first_seq AND from_seq <= last_seq;':
    'segments that one longer segment has taken in',
  'migrations/cloud/0006-log-segments.sql: DELETE FROM log_segment WHERE practice_id = mine':
    'the same, of what was compacted',
  'migrations/cloud/0015-calendars.sql: DELETE FROM visit_start WHERE practice_id = OLD.practice_id AND appointment_id = OLD.id':
    'an index that follows its appointment',
}

test('of the other classes nothing is let go, however old: what removes a row here or in the cloud is none of it', () => {
  expect(shown(linesMatching(filesIn(['src-main'], code), /\btx\.remove\(/))).toEqual(
    Object.keys(taken).toSorted(),
  )
  const cloud = [...filesIn(['src-cloud'], code), ...filesIn(['migrations/cloud'], /\.sql$/)]
  const removing = /^(?!.*\bTRIGGER\b).*\bDELETE FROM\b/
  expect(shown(linesMatching(cloud, removing))).toEqual(Object.keys(inCloud).toSorted())
  // what a person does with records has no act that deletes them; rows and history refuse it to everybody
  const practices = textOf('migrations/cloud/0001-practices.sql')
  for (const kept of ['record_stays', 'record_history_stays']) expect(practices).toContain(kept)
  for (const reason of Object.values({ ...taken, ...inCloud })) expect(reason.length).toBeGreaterThan(5)
})
