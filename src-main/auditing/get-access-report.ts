import { didBy } from '../../shared/auditing/action-words.ts'
import type { Did } from '../../shared/auditing/words.ts'
import { getAccessReport, type AccessLine } from '../../shared/auditing/get-access-report.ts'
import { handedOut } from '../../shared/audit/handing-out.ts'
import { dataCategories } from '../../shared/kernel/contract.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { todayAt } from '../access/administering.ts'
import { actsIn } from '../amendments/amendments.sql.ts'
import { accountFor } from '../disclosures/account.ts'
import type { EntryRow } from '../audit/log-reader.ts'
import type { LogDoor } from '../pipeline/log-door.ts'
import { act } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { practiceOf } from '../store/people.sql.ts'
import { patientNames, peopleNames } from './named-lines.ts'
import { periodOf, type Period } from './report-search.ts'

/** More is a life’s worth of visits to one workstation. */
const most = 50_000

export const getAccessReportHandler = act(getAccessReport, async ({ gatekeeper, session, ctx }, input) => {
  must(session && ctx, 'auditing.session')
  const { read } = session.store
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const patient = patientNames(read, [input.patientId]).get(input.patientId)
  if (!patient) throw new AppError('NotFound', 'audit.no-patient')
  const desk = gatekeeper.auditDesk.log(input.scope)
  const { from, before } = periodOf(read, input)
  const ofChart = desk.entriesAbout(input.patientId, from, before, most + 1)
  const rows = [...ofChart, ...(await ofPack(desk, input.patientId, { from, before }))].toSorted(
    (a, b) => b.seq - a.seq,
  )
  return {
    patient,
    practiceName: practice.name,
    covers: desk.covered(),
    madeAt: ctx.now,
    lines: linesOf(rows.slice(0, most), practice.timeZone, peopleNames(read)),
    told: toldTo(read, input.patientId, { from, before }, practice.timeZone),
    given: accountFor(read, input.patientId, { from: input.from, to: input.to, today: todayAt(read, ctx) })
      .lines,
    more: rows.length > most,
  }
})

/** Views and prints of the downtime pack that this patient was on: whose it showed stands in the detail. */
async function ofPack(desk: LogDoor, patientId: string, period: Period): Promise<EntryRow[]> {
  const actions = ['pack.view', 'pack.print']
  const words = new Map([
    ['action', actions],
    ['outcome', ['done']],
  ] as const)
  const search = { ...period, words, op: null, sort: 'n', descending: true, upTo: null } as const
  const { numbers } = await desk.find(search, () => new Map())
  return desk.entriesBy([...numbers]).filter(({ detail }) => detail.includes(patientId))
}

/** What one person did with one kind of data on one day is one line. The latest first. */
function linesOf(rows: readonly EntryRow[], zone: string, people: ReadonlyMap<string, string>): AccessLine[] {
  const lines = new Map<string, AccessLine>()
  for (const row of rows) {
    const did = toldOf(didBy(row.action))
    const category = dataCategories.find((each) => each === row.category)
    if (did === null || category === undefined) continue
    const day = dayIn(zone, Date.parse(row.at))
    const out = handedOut(row.detail)
    const key = [day, row.actor, did, category, out?.recipient, out?.purpose].join(' ')
    const line = lines.get(key)
    const who = row.actor === null ? '' : (people.get(row.actor) ?? null)
    lines.set(key, {
      ...(line ?? { day, who, did, category, handedOut: out, to: row.at }),
      from: row.at,
      times: (line?.times ?? 0) + 1,
    })
  }
  return [...lines.values()]
}

/** What was written down of telling others of an amendment. The latest first. */
const toldTo = (read: Reader, patientId: string, { from, before }: Period, zone: string) =>
  actsIn(read, patientId)
    .filter(({ kind, at }) => kind === 'told' && at >= (from ?? '') && at < (before ?? '9'))
    .map(({ at, byName, text }) => ({ day: dayIn(zone, Date.parse(at)), who: byName, words: text }))
    .toReversed()

/** That somebody was looked for says nothing of what was then seen. */
const toldOf = (did: Did): AccessLine['did'] | null => (did === 'found' ? null : did)
