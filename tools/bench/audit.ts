/** The audit log: what an entry costs a command, and how long it takes to prove, and to search, a million of them. */
import { everything, latestFirst, type EntryReport } from '../../shared/auditing/entry-line.ts'
import { entrySorts } from '../../shared/auditing/entry-line.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { AuditFile } from '../../src-main/audit/audit-log.ts'
import { walkLog } from '../../src-main/audit/export-log.ts'
import { listEntriesHandler } from '../../src-main/auditing/list-entries.ts'
import { registerPatientHandler } from '../../src-main/patients/register-patient.ts'
import { makeDispatch } from '../../src-main/pipeline/dispatch.ts'
import type { Acting } from '../../src-main/pipeline/handle.ts'
import { AuditDesk } from '../../src-main/vault/audit-desk.ts'
import { realClock, type Workstation } from '../kit/workstation.ts'
import type { Bench } from './areas.ts'
import { benchLog } from './audit-log.ts'
import { makeContext } from './context.ts'
import type { Figure } from './figure.ts'
import { signedIn } from './practice.ts'
import type { Rounds } from './search.ts'
import { inRounds, median, p50, p95, timed, timedAsync } from './stats.ts'
import { newcomers } from './write.ts'

const perRound = 150

export async function* measure({ practice, folder, quick, rounds, say }: Bench): AsyncGenerator<Figure> {
  const desk = await signedIn(practice)
  try {
    yield* besideBare(desk, rounds)
    const entries = quick ? 50_000 : 1_000_000
    const log = benchLog(desk.session, folder, entries, say)
    try {
      yield* appending(log, rounds)
      yield* proving(log, entries)
      yield* searching(desk, log, entries, rounds)
    } finally {
      log.close()
    }
  } finally {
    desk.close()
  }
}

/** The same command, in turns: through the door with its entry, and its handler alone in a transaction of the store. */
async function* besideBare(desk: Workstation, rounds: Rounds): AsyncGenerator<Figure> {
  const people = newcomers()
  const next = () => {
    const { value: json } = people.next()
    must(typeof json === 'string', 'bench.newcomer')
    return json
  }
  const { session } = desk
  // what goes on after a change, as making the downtime pack, is no cost of either
  const door = makeDispatch({ ...desk.parts, tell: () => undefined })
  const bare = (input: ReturnType<typeof registerPatient.input.parse>) => {
    const ctx = makeContext(session)
    session.store.transaction(ctx, (tx) => {
      registerPatientHandler.run(tx, input, ctx, session)
      tx.close('bench.bare@1')
    })
  }
  const round = async () => {
    const [audited, alone]: [number[], number[]] = [[], []]
    for (let count = 0; count < perRound; count += 1) {
      const json = next()
      const input = { ...registerPatient.input.parse(JSON.parse(next())), notADuplicate: true }
      const sent = JSON.stringify({ ...(JSON.parse(json) as object), notADuplicate: true })
      // what SQLite puts off until there are a thousand pages of it would fall on the one or the other by chance
      session.store.checkpoint()
      audited.push(
        await timedAsync(async () => {
          const reply = await door(registerPatient.name, sent)
          if (!reply.ok) throw new Error(`not registered: ${reply.error.reason}`)
        }),
      )
      session.store.checkpoint()
      alone.push(timed(() => bare(input)))
    }
    return { audited, alone }
  }
  await round()
  const measured = await inRounds(round, ({ audited, alone }) => p50(audited) - p50(alone), rounds)
  const note = `${perRound} people each, in turns, warm, median of ${measured.length} rounds`
  const figure = (
    name: string,
    atMost: number | null,
    of: (each: (typeof measured)[number]) => number,
  ): Figure => ({
    name: `audit.command.${name}`,
    value: median(measured.map(of)),
    unit: 'ms',
    bar: atMost === null ? null : { atMost },
    note,
  })
  yield figure('p95', null, ({ audited }) => p95(audited))
  yield figure('bare.p95', null, ({ alone }) => p95(alone))
  yield figure('added.p95', 2, ({ audited, alone }) => p95(audited) - p95(alone))
  yield figure('added.median', null, ({ audited, alone }) => p50(audited) - p50(alone))
}

/** One entry by itself, durable. */
async function* appending(log: AuditFile, rounds: Rounds): AsyncGenerator<Figure> {
  const entry = {
    action: 'chart.view',
    category: 'chart',
    outcome: 'done',
    actor: log.device,
    session: log.device,
    subject: log.device,
    reason: null,
    op: null,
    detail: {},
  } as const
  const round = () => Array.from({ length: 200 }, () => timed(() => log.append(entry)))
  round()
  const measured = await inRounds(round, p50, rounds)
  const note = `200 entries, one after the other, median of ${measured.length} rounds`
  yield { name: 'audit.append.p95', value: median(measured.map(p95)), unit: 'ms', bar: null, note }
  yield { name: 'audit.append.median', value: median(measured.map(p50)), unit: 'ms', bar: null, note }
}

/** Every hash, and that each goes on from the one before, as an export proves it. */
async function* proving(log: AuditFile, entries: number): AsyncGenerator<Figure> {
  let isWhole = false
  const ms = await timedAsync(async () => {
    isWhole = (await walkLog(log, () => Promise.resolve())).ok
  })
  must(isWhole, 'bench.log')
  const bar = { atMost: 60 }
  yield { name: 'audit.verify', value: ms / 1000, unit: 's', bar, note: `${entries} entries, once` }
}

/** What the screen asks, by its own handler, with the names of those who are shown. */
async function* searching(
  desk: Workstation,
  log: AuditFile,
  entries: number,
  rounds: Rounds,
): AsyncGenerator<Figure> {
  const { session } = desk
  const acting = (): Acting =>
    ({
      session,
      gatekeeper: {
        auditDesk: new AuditDesk(
          () => log,
          realClock,
          () => null,
          () => ({ file: null, now: null, lookAgain: () => undefined }),
        ),
      },
    }) as unknown as Acting
  const ask = (of: Acting, report: EntryReport) =>
    timedAsync(async () => {
      await listEntriesHandler.act(of, { ...report, upTo: null, offset: 0, limit: 100 })
    })
  const note = `${entries} entries`
  const figure = (name: string, value: number, how: string, atMost: number | null = null): Figure => ({
    name: `audit.${name}`,
    value,
    unit: 'ms',
    bar: atMost === null ? null : { atMost },
    note: `${note}, ${how}`,
  })
  yield figure(
    'search.first-ever',
    await ask(acting(), latestFirst),
    'read entry by entry, once in the life of each',
  )
  const again = await inRounds(
    () => ask(acting(), latestFirst),
    (ms) => ms,
    rounds,
  )
  yield figure('search.first', median(again), 'the first question after a sign-in')

  const screen = acting()
  await ask(screen, latestFirst)
  const filters = filtersOn(log).map((filter): EntryReport => ({
    ...latestFirst,
    filter: { ...everything, ...filter },
  }))
  const round = async (reports: readonly EntryReport[]) => {
    const ms: number[] = []
    for (const report of reports) ms.push(await ask(screen, report))
    return ms
  }
  const filtered = await inRounds(() => round(filters), p50, rounds)
  yield figure('filter.p95', median(filtered.map(p95)), `${filters.length} filters, the latest first`, 200)
  yield figure('filter.median', median(filtered.map(p50)), `${filters.length} filters, the latest first`)
  const sorts = entrySorts.flatMap((sort) =>
    filters.slice(0, 4).map((report): EntryReport => ({ ...report, sort, descending: false })),
  )
  const sorted = await inRounds(() => round(sorts), p50, rounds)
  yield figure(
    'filter-sort.p95',
    median(sorted.map(p95)),
    `four filters by every of ${entrySorts.length} fields`,
    200,
  )
  const whole = entrySorts.map((sort): EntryReport => ({ ...latestFirst, sort, descending: false }))
  const all = await inRounds(() => round(whole), p50, rounds)
  yield figure('sort-all.p95', median(all.map(p95)), `every entry by every of ${entrySorts.length} fields`)
  yield figure('sort-all.median', median(all.map(p50)), `every entry by every of ${entrySorts.length} fields`)
}

/** One of each field, two together, and what is asked most: of one patient, of one person, what was refused, what left. */
function filtersOn(log: AuditFile): readonly Partial<EntryReport['filter']>[] {
  const row = log.db
    .prepare(
      'SELECT actor, subject, session, op, action, category FROM audit WHERE subject IS NOT NULL AND op IS NOT NULL LIMIT 1',
    )
    .get() as Record<'actor' | 'subject' | 'session' | 'op' | 'action' | 'category', string>
  const { actor, subject, session, op, action, category } = row
  return [
    { patientId: subject },
    { actor },
    { outcome: 'refused' },
    { from: '2026-10-05', to: '2026-10-11' },
    { disclosures: true },
    { action },
    { category },
    { session },
    { op },
    { reason: 'permission.missing' },
    { actor, outcome: 'refused' },
    { patientId: subject, from: '2026-10-05', to: '2026-10-11' },
    { outcome: 'done' },
    { workstation: log.device },
  ]
}
