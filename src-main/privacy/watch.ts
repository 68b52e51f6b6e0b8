/** Notices unusual reading as it happens, on this workstation and without a network (docs/access.md, "Cases"). Whoever reads is not told. */
import { foldWords } from '../../shared/kernel/fold.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { addDays, dayIn, instantOf } from '../../shared/kernel/time.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { bears, filedAs } from '../../shared/patients/filed-as.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import type { CaseKind } from '../../shared/privacy/privacy-case.ts'
import { raiseCase } from '../../shared/privacy/raise-case.ts'
import {
  mostChartsAnHour,
  night,
  quietDays,
  quietHours,
  rareName,
  refusals,
} from '../../shared/privacy/watch-limits.ts'
import {
  leastCharts,
  usualDays,
  usualReading,
  type Day,
  type Usual,
} from '../../shared/privacy/usual-reading.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { openedCharts, type Opened } from '../audit/opened-charts.ts'
import { isOpenInEmergency } from '../pipeline/closed-charts.ts'
import type { Step, Watched } from '../pipeline/watched.ts'
import type { Session } from '../pipeline/session.ts'
import { everyPerson, practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { restrictionRow } from '../store/restrictions.sql.ts'
import { hasCase } from './privacy.sql.ts'
import { filedUnder, patientKnown, type Known } from './watch.sql.ts'

type Parts = Readonly<{ clock: Clock; audit(): AuditFile | null }>
type Noticed = InputOf<typeof raiseCase>

/** A page asks for the patient and for their chart: of somebody of elsewhere that is one try. */
const isAskedBeside = (contract: string, reason: string): boolean =>
  reason === 'chart.out-of-scope' && contract === getChart.name

const refused: readonly string[] = ['permission.missing', 'chart.restricted', 'chart.out-of-scope']

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Who works here is read again after so long. */
const staffMs = 5 * 60_000
const nothing = { patientId: null, count: null, usual: null } as const
/** Charts of one day at the practice, and what is usual for whoever is in: undefined until it is asked for. */
type Today = { readonly day: string; readonly charts: Set<string>; usual: Usual | null | undefined }

export class Watch {
  readonly #parts: Parts
  #session = ''
  /** Charts that were opened, by patient, and refusals: when, by the steady clock. */
  #opened = new Map<string, number>()
  #refused: number[] = []
  /** Colleagues as they would be filed, and when that was read. */
  #staff: Readonly<{ filed: readonly string[]; at: number }> | null = null

  #today: Today | null = null
  /** Whether it was asked in this session if they are here for the first time. */
  #greeted = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  after(call: Watched): Step[] {
    const { session } = call
    if (session.id !== this.#session) this.#begin(session)
    return this.#noticed(call)
      .filter((noticed) => !this.#wasTold(session, noticed))
      .map((input) => ({ command: raiseCase.name, input }))
  }

  /** A workstation is locked many times in an hour: what was opened before counts on. */
  #begin({ id, actor }: Session): void {
    const { clock } = this.#parts
    const log = this.#parts.audit()
    const since = instantOf(clock.now() - hourMs)
    const before = log ? openedCharts(log, actor.id, since) : []
    this.#session = id
    this.#staff = null
    this.#refused = []
    this.#today = null
    this.#greeted = false
    this.#opened = new Map(
      before.map(({ patientId, at }) => [patientId, clock.mono() - (clock.now() - Date.parse(at))]),
    )
  }

  #noticed({ session, contract, subject, reason }: Watched): Noticed[] {
    const now = this.#parts.clock.mono()
    if (reason !== null && refused.includes(reason) && !isAskedBeside(contract, reason)) {
      this.#refused = [...this.#refused.filter((at) => at > now - refusals.minutes * 60_000), now]
      const count = this.#refused.length
      return count >= refusals.most ? [{ ...nothing, kind: 'refused-often', count }] : []
    }
    if (reason !== null) return []
    const first = this.#firstHere(session)
    if (contract !== getPatient.name || subject === null) return first
    const isNew = !this.#opened.has(subject)
    this.#opened.set(subject, now)
    const about = isNew ? this.#aboutPatient(session, subject) : null
    return [
      ...first,
      ...(about ? [{ ...nothing, kind: about, patientId: subject }] : []),
      ...this.#many(session),
      ...(isNew ? this.#unlikeThem(session, subject) : []),
    ]
  }

  /** What speaks against opening this chart, the gravest first; null where nothing does. */
  #aboutPatient(session: Session, patientId: string): CaseKind | null {
    const { actor, store } = session
    const { read } = store
    const patient = patientKnown(read, patientId)
    if (!patient) return null
    const own = filedAs(actor.displayName)
    if (own && bears(patient, own.sortName)) return 'own-chart'
    if (own && livesWith(read, patient, own.sortName)) return 'same-address'
    // an emergency has its own case
    if (isKnownToPublic(read, actor.id, patientId) && !isOpenInEmergency(session, patientId))
      return 'known-to-public'
    if (this.#colleagues(actor.id, read).some((filed) => bears(patient, filed))) return 'colleague'
    if (own && patient.sortName.startsWith(`${own.family}, `) && isRare(read, own.family)) return 'same-name'
    return null
  }

  /** Some hundreds of names are not folded anew for each chart. */
  #colleagues(own: string, read: Reader): readonly string[] {
    const now = this.#parts.clock.mono()
    if (this.#staff && now - this.#staff.at < staffMs) return this.#staff.filed
    const filed = everyPerson(read).flatMap(({ id, active, displayName }) =>
      id === own || !active ? [] : (filedAs(displayName)?.sortName ?? []),
    )
    this.#staff = { filed, at: now }
    return filed
  }

  #many({ actor, store }: Session): Noticed[] {
    const { clock } = this.#parts
    for (const [patient, at] of this.#opened) if (at < clock.mono() - hourMs) this.#opened.delete(patient)
    const count = this.#opened.size
    const zone = practiceOf(store.read)?.timeZone ?? 'UTC'
    const noticed: Noticed[] = []
    if (count > mostChartsAnHour(actor.roles)) noticed.push({ ...nothing, kind: 'many-charts', count })
    if (count > night.charts && isNight(zone, clock.now()))
      noticed.push({ ...nothing, kind: 'after-hours', count })
    return noticed
  }

  /** Once a session. They are told too (get-me.ts). */
  #firstHere({ firstHere }: Session): Noticed[] {
    if (this.#greeted) return []
    this.#greeted = true
    return firstHere ? [{ ...nothing, kind: 'new-workstation' }] : []
  }

  /** Beside the limits of a role: far more today than they open on a day of their own. */
  #unlikeThem({ actor, store }: Session, patientId: string): Noticed[] {
    const zone = practiceOf(store.read)?.timeZone ?? 'UTC'
    const now = this.#parts.clock.now()
    const today = dayIn(zone, now)
    const log = this.#parts.audit()
    if (!log) return []
    if (this.#today?.day !== today) {
      const since = addDays(today, -1)
      const earlier = openedCharts(log, actor.id, since).filter(
        ({ at }) => dayIn(zone, Date.parse(at)) === today,
      )
      this.#today = { day: today, charts: new Set(earlier.map((each) => each.patientId)), usual: undefined }
    }
    const { charts } = this.#today
    charts.add(patientId)
    if (charts.size <= leastCharts) return []
    // what is usual does not change within a day
    if (this.#today.usual === undefined) {
      const since = instantOf(now - usualDays * dayMs)
      this.#today.usual = usualReading(daysOf(openedCharts(log, actor.id, since), zone), today)
    }
    const { usual } = this.#today
    return usual !== null && charts.size > usual.most
      ? [{ ...nothing, kind: 'more-than-usual', count: charts.size, usual: usual.usual }]
      : []
  }

  #wasTold({ actor, store }: Session, { kind, patientId }: Noticed): boolean {
    const ago = patientId === null ? quietHours * hourMs : quietDays * dayMs
    const since = instantOf(this.#parts.clock.now() - ago)
    return hasCase(store.read, { about: actor.id, kind, patientId }, since)
  }
}

/** How many different charts on each day at the practice. */
function daysOf(opened: readonly Opened[], zone: string): Day[] {
  const days = Map.groupBy(opened, ({ at }) => dayIn(zone, Date.parse(at)))
  return [...days].map(([day, charts]) => ({
    day,
    charts: new Set(charts.map(({ patientId }) => patientId)).size,
  }))
}

function isNight(timeZone: string, ms: number): boolean {
  const hour = Number(
    new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(ms),
  )
  return hour >= night.from || hour < night.until
}

/** Where one patient alone bears their name, that is taken to be them. */
function livesWith(read: Reader, patient: Known, filed: string): boolean {
  const [themself, ...others] = filedUnder(read, filed, 3).filter((each) => bears(each, filed))
  if (!themself || others.length > 0 || !themself.line1 || !themself.zip) return false
  const place = ({ line1, zip }: Known) => foldWords(`${line1 ?? ''} ${zip?.slice(0, 5) ?? ''}`).join(' ')
  return place(themself) === place(patient)
}

const isRare = (read: Reader, family: string): boolean =>
  filedUnder(read, `${family}, `, rareName + 1).length <= rareName

/** Closed for that reason, and open to them by a right alone: nobody named them. */
function isKnownToPublic(read: Reader, userId: string, patientId: string): boolean {
  const restriction = restrictionRow(read, patientId)
  return (
    restriction !== undefined &&
    restriction.active &&
    restriction.kinds.includes('vip') &&
    !restriction.people.includes(userId)
  )
}
