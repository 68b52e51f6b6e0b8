import type { RowOf } from '../../shared/kernel/record.ts'
import type { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import type { caseNotes } from '../../shared/privacy/case-note.ts'
import type { emergencyAccesses } from '../../shared/privacy/emergency-access.ts'
import type { privacyCases } from '../../shared/privacy/privacy-case.ts'
import type { Reader } from '../store/reader.ts'

type Case = RowOf<typeof privacyCases>
type Note = RowOf<typeof caseNotes>
type Emergency = RowOf<typeof emergencyAccesses>
/** With what a line shows beside it. */
export type CaseRow = Case &
  Readonly<{
    aboutName: string | null
    family: string | null
    given: string | null
    finding: Note['finding']
    closedAt: string | null
    closedBy: string | null
    closedByName: string | null
  }>

const caseLines = `SELECT c.id, c.kind, c.about, c.patientId, c.emergencyId, c.device, c.at, c.dueOn, c.count, c.usual, c.others,
    u.displayName AS aboutName, p.family, p.given, n.finding, n.at AS closedAt, n.by AS closedBy, b.displayName AS closedByName
  FROM privacyCases c
  LEFT JOIN users u ON u.id = c.about
  LEFT JOIN patients p ON p.id = c.patientId
  LEFT JOIN caseNotes n ON n.id = (SELECT id FROM caseNotes WHERE caseId = c.id AND finding IS NOT NULL ORDER BY at DESC LIMIT 1)
  LEFT JOIN users b ON b.id = n.by`

/** Those nobody has found anything to, what is due first on top. */
export const openCases = (read: Reader, most: number): CaseRow[] =>
  read.rows<CaseRow>(`${caseLines} WHERE n.id IS NULL ORDER BY c.dueOn, c.id LIMIT ?`, most)

type Counts = { open: number; overdue: number }

/** How many wait, and of how many the day is over. `today`: YYYY-MM-DD, at the practice. */
export const caseCounts = (read: Reader, today: string): Counts =>
  read.rows<Counts>(
    `SELECT count(*) AS open, coalesce(sum(c.dueOn < ?), 0) AS overdue FROM privacyCases c
     WHERE NOT EXISTS (SELECT 1 FROM caseNotes WHERE caseId = c.id AND finding IS NOT NULL)`,
    today,
  )[0] ?? { open: 0, overdue: 0 }

/** The last that were opened, of those that are closed. */
export const closedCases = (read: Reader, most: number): CaseRow[] =>
  read.rows<CaseRow>(`${caseLines} WHERE n.id IS NOT NULL ORDER BY c.dueOn DESC, c.id DESC LIMIT ?`, most)

export const caseRow = (read: Reader, caseId: string): CaseRow | undefined =>
  read.rows<CaseRow>(`${caseLines} WHERE c.id = ?`, caseId)[0]

/** In the order they were written. */
export const notesOf = (read: Reader, caseId: string): (Note & { byName: string | null })[] =>
  read.rows<Note & { byName: string | null }>(
    `SELECT n.id, n.caseId, n.finding, n.text, n.factors, n.by, n.at, u.displayName AS byName
     FROM caseNotes n LEFT JOIN users u ON u.id = n.by WHERE n.caseId = ? ORDER BY n.at, n.id`,
    caseId,
  )

export const emergencyRow = (read: Reader, id: string): Emergency | undefined =>
  read.rows<Emergency>(
    'SELECT id, userId, patientId, device, reason, words, at, until, endedAt FROM emergencyAccesses WHERE id = ?',
    id,
  )[0]

type Restricted = Readonly<{
  id: string
  kinds: RowOf<typeof chartRestrictions>['kinds']
  people: readonly string[]
  at: string
  byName: string | null
  family: string | null
  given: string | null
  middle: string | null
  suffix: string | null
}>

/** Some dozens to some hundreds in a practice. */
export const everyRestricted = (read: Reader, most: number): Restricted[] =>
  read.rows<Restricted>(
    `SELECT r.id, r.kinds, r.people, r.at, u.displayName AS byName, p.family, p.given, p.middle, p.suffix
     FROM chartRestrictions r LEFT JOIN users u ON u.id = r.by LEFT JOIN patients p ON p.id = r.id
     WHERE r.active = 1 LIMIT ?`,
    most,
  )

/** Whether there is a case of this kind about this person since `since` (ISO 8601), about the same patient or none. */
export const hasCase = (
  read: Reader,
  { about, kind, patientId }: Pick<Case, 'about' | 'kind' | 'patientId'>,
  since: string,
): boolean =>
  read.rows(
    'SELECT 1 FROM privacyCases WHERE about = ? AND kind = ? AND at >= ? AND patientId IS ? LIMIT 1',
    about,
    kind,
    since,
    patientId,
  ).length > 0

/** Emergencies since `since` (ISO 8601): some a month in a practice. */
export const emergenciesSince = (
  read: Reader,
  since: string,
): Pick<Emergency, 'id' | 'userId' | 'patientId' | 'device' | 'at'>[] =>
  read.rows('SELECT id, userId, patientId, device, at FROM emergencyAccesses WHERE at > ? LIMIT 10000', since)

/** Cases that emergencies were told by, since `since` (ISO 8601). */
export const repeatedTold = (
  read: Reader,
  since: string,
): Pick<Case, 'kind' | 'about' | 'patientId' | 'at'>[] =>
  read.rows(
    `SELECT kind, about, patientId, at FROM privacyCases
     WHERE kind IN ('repeated-emergency', 'emergency-by-several') AND at > ? LIMIT 10000`,
    since,
  )
