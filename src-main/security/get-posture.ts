import { isHere, rightsOf } from '../../shared/access/rights.ts'
import { must } from '../../shared/kernel/errors.ts'
import { getPosture, type Facts } from '../../shared/security/get-posture.ts'
import { todayAt } from '../access/administering.ts'
import { lastReviews } from '../access/access-history.sql.ts'
import { openAmendments } from '../amendments/open-amendments.ts'
import type { ClockNow } from '../audit/clock-log.ts'
import { keptHere, lastDrill } from '../downtime/readiness.sql.ts'
import { act } from '../pipeline/handle.ts'
import { caseCounts, everyRestricted } from '../privacy/privacy.sql.ts'
import { everyCredential, everyLevel, everyPerson } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { storeFacts } from '../store/store-facts.ts'
import { policiesOf } from './policies.ts'

/** More are counted as so many. */
const most = 1000

/** Acts, because part of the answer is no row: what the files and the connection say now. */
export const getPostureHandler = act(getPosture, ({ gatekeeper, session, ctx }) => {
  must(session && ctx, 'posture.session')
  const { read } = session.store
  const today = todayAt(read, ctx)
  const { entries, waiting, witnessedAt, alarms } = gatekeeper.auditDesk.standing()
  const { secured, certificateUntil } = gatekeeper.cloud.now
  const cases = caseCounts(read, today)
  const amendments = openAmendments(read, today)
  return {
    at: ctx.now,
    policies: policiesOf(read),
    facts: {
      store: storeFacts(session.store),
      kdf: weakestKdf(read),
      connection: secured,
      certificateUntil,
      keyInFile: gatekeeper.gate().demo?.keyInFile ?? false,
      audit: { entries, waiting, witnessedAt, alarms: alarms.length },
      clock: clockFacts(gatekeeper.auditDesk.clock()),
      people: peopleFacts(read, today),
      lastReview: lastReviews(read, 1)[0]?.at ?? null,
      openCases: cases.open,
      overdueCases: cases.overdue,
      openAmendments: amendments.open,
      overdueAmendments: amendments.overdue,
      restrictedCharts: everyRestricted(read, most).length,
      unsignedOutages: keptHere(read).unsigned,
      lastDrill: lastDrill(read)?.startedAt ?? null,
    },
  }
})

function clockFacts(now: ClockNow | null): Facts['clock'] {
  if (!now) return null
  const { said, measured, changes } = now
  return {
    state: said.state,
    source: said.source,
    measured: measured?.measured ? { ...measured.measured, at: measured.at } : null,
    changes,
  }
}

function peopleFacts(read: Reader, today: string): Facts['people'] {
  const levels = everyLevel(read)
  const credentials = new Map(everyCredential(read).map((each) => [each.id, each]))
  const here = everyPerson(read).filter((person) => isHere(person, today))
  const hasCome = here.filter(({ id }) => credentials.get(id)?.keys.kdf !== null)
  const rights = (person: (typeof here)[number]) => rightsOf(person, levels, today)
  return {
    active: hasCome.length,
    withFactor: hasCome.filter(({ id }) => (credentials.get(id)?.secondFactor ?? null) !== null).length,
    administrators: here.filter((person) => rights(person).has('user.manage')).length,
    withBoth: here
      .filter((person) => rights(person).has('user.manage') && rights(person).has('chart.read'))
      .map(({ displayName }) => displayName)
      .sort((a, b) => a.localeCompare(b)),
    waiting: here.length - hasCome.length,
    exceptions: here.flatMap(({ exceptions }) => exceptions.filter(({ until }) => until >= today)).length,
  }
}

function weakestKdf(read: Reader): Facts['kdf'] {
  const all = everyCredential(read).flatMap(({ keys }) => keys.kdf ?? [])
  if (all.length === 0) return null
  return {
    memoryMiB: Math.floor(Math.min(...all.map(({ memory }) => memory)) / 1024),
    passes: Math.min(...all.map(({ passes }) => passes)),
  }
}
