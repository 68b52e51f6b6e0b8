/** The account of a morning: every act that was done, against what is on both workstations and in the cloud after it. Pure. */
import { formatCents } from '../../../shared/kernel/money.ts'
import { minuteOf, type Appointment } from '../../../shared/schedule/appointment.ts'
import { localAt } from '../../../shared/schedule/day-axis.ts'
import { isTakingTime, stageOf, stages, type Stage } from '../../../shared/schedule/stage.ts'
import { desks, instantAt, zone } from './house.ts'
import { dayOf, isLater, type Findings } from './findings.ts'
import { acts, auditOf, differing, meet, same, stepsOf } from './must-be.ts'
import { clockOf, nameOf, outage, type Visit } from './plan.ts'
import type { MorningPlay } from './play.ts'

export type MorningAccount = Readonly<{
  /** For people, as it is written to out/. */
  text: string
  /** What is wrong, in words; empty where nothing is. */
  faults: readonly string[]
}>

/** At most so many user actions, as the issue asks for them. */
const limits: Readonly<Record<string, number>> = {
  'book, known': 4,
  'book, new': 6,
  move: 2,
  'settle two versions': 2,
  'check in, nothing missing': 3,
  'check out, with follow-up': 5,
  'check out, with follow-up, copay taken': 5,
}

const sum = (each: readonly Readonly<{ cents: number }>[]): number =>
  each.reduce((all, { cents }) => all + cents, 0)
const table = (rows: readonly (readonly (string | number)[])[], first: number): string[] =>
  rows.map(
    ([name, ...cells]) =>
      `    ${String(name).padEnd(first)}${cells.map((cell) => String(cell).padStart(11)).join('')}`,
  )

export function accountFor(play: MorningPlay, found: Findings): MorningAccount {
  const faults: string[] = []
  const must = (isSo: boolean, otherwise: string) => void (isSo || faults.push(otherwise))
  const { morning, done } = play
  const { shown, held, audit } = found
  const who = play.house.invited.map(({ userId }) => userId)
  const named = new Map(held.patients.map(({ id, family, given }) => [`${family}, ${given}`, id]))
  const idOf = (visit: Visit): string => named.get(nameOf(visit)) ?? ''
  must(named.size === held.patients.length, 'somebody was registered twice')
  must(done.length === morning.acts.length, `${morning.acts.length - done.length} acts were not done`)

  // each visit once, with every step by whoever took it
  const today = held.appointments.filter((row) => !isLater(play, row))
  const later = held.appointments.filter((row) => isLater(play, row))
  const visitOf = new Map<string, Appointment>()
  for (const visit of morning.visits) {
    const its = done.filter(({ act }) => act.who === visit)
    const rows = today.filter(({ patientId }) => patientId === idOf(visit))
    const [row] = rows
    const isBooked = visit.minute !== null || its.length > 0
    must(rows.length === (isBooked ? 1 : 0), `${nameOf(visit)}: ${rows.length} appointments`)
    if (!row) continue
    visitOf.set(nameOf(visit), row)
    const wanted = its.flatMap(({ act, desk }) => stepsOf[act.what].map((kind) => `${kind} ${who[desk]}`))
    must(
      same(
        wanted,
        row.steps.map(({ kind, by }) => `${kind} ${by}`),
      ),
      `${nameOf(visit)}: has ${row.steps.map(({ kind }) => kind).join(', ') || 'no step'}, not ${wanted.join(', ')}`,
    )
    const asked = its.filter(({ act }) => act.what === 'check-out' && act.followUp).length
    must(
      later.filter(({ patientId }) => patientId === row.patientId).length === asked,
      `${nameOf(visit)}: does not come again ${asked} times`,
    )
    const put = its.map(({ act }) => act).findLast((act) => act.what === 'move' || act.what === 'book')
    if (put && (put.what === 'move' || put.what === 'book'))
      must(
        row.plan.startsAt === instantAt(play.day, put.minute),
        `${nameOf(visit)}: is not at ${clockOf(put.minute)}`,
      )
  }
  must(
    later.every(({ patientId }) => held.patients.some(({ id }) => id === patientId)),
    'a follow-up is nobody’s',
  )
  must(today.length === visitOf.size, `${today.length - visitOf.size} appointments of the day are nobody’s`)
  must(visitOf.get(nameOf(morning.disputed))?.plan.cancelled === false, 'what was settled does not hold')
  const came = visitOf.get(nameOf(morning.came))
  must(came?.plan.cancelled === true && isTakingTime(came), 'an arrival did not beat a cancellation')

  // by stage: as it must be, on each screen, in the cloud
  const atEnd = (visit: Visit): Stage => {
    const steps = done.filter(({ act }) => act.who === visit).flatMap(({ act }) => [...stepsOf[act.what]])
    const last = steps.findLast((kind) => kind !== 'cancelled')
    return (last as Stage | undefined) ?? 'scheduled'
  }
  const counts = (of: readonly Stage[], stage: Stage) => of.filter((each) => each === stage).length
  const inPlan = morning.visits
    .filter((visit) => visit.minute !== null || done.some(({ act }) => act.who === visit))
    .map(atEnd)
  const inCloud = today.map(stageOf)
  const onDesks = shown.map(({ lines }) =>
    lines
      .filter(({ appointmentId }) => today.some(({ id }) => id === appointmentId))
      .map(({ stage }) => stage),
  )
  const byStage = stages
    .map((stage) => [stage, ...[inPlan, ...onDesks, inCloud].map((of) => counts(of, stage))] as const)
    .filter(([, ...numbers]) => numbers.some((number) => number > 0))
  for (const [stage, ...numbers] of byStage)
    must(new Set(numbers).size === 1, `${stage}: ${numbers.join(', ')}`)
  for (const [n, { lines }] of shown.entries())
    must(
      same(
        lines.map(({ appointmentId }) => appointmentId),
        held.appointments.map(({ id }) => id),
      ),
      `desk ${n + 1} shows other appointments than there are`,
    )

  // money
  const taken = done.flatMap(({ paid, desk }) => (paid ? [{ ...paid, desk }] : []))
  const numbers = taken.map(({ number }) => number)
  must(new Set(numbers).size === numbers.length, 'a number was given twice')
  for (const [place, all] of [
    ['the cloud', held.receipts],
    ...shown.map(({ receipts }, n) => [`desk ${n + 1}`, receipts] as const),
  ] as const) {
    must(
      same(
        all.map(({ number, cents }) => `${number} ${cents}`),
        taken.map(({ number, cents }) => `${number} ${cents}`),
      ),
      `${place} has other receipts than were given`,
    )
    must(sum(all) === sum(taken), `${place}: ${formatCents(sum(all))}, not ${formatCents(sum(taken))}`)
  }
  for (const { number, desk } of taken)
    must(number.startsWith(`${shown[desk]?.sign}-`), `${number} is not of desk ${desk + 1}`)

  // more at one time than fit, and two truths
  const doubled = held.appointments.filter((a) => held.appointments.some((b) => a.id !== b.id && meet(a, b)))
  for (const [n, { lines, marks }] of shown.entries()) {
    const marked = lines.filter(({ overlaps }) => overlaps).map(({ appointmentId }) => appointmentId)
    must(
      same(
        marked,
        doubled.map(({ id }) => id),
      ),
      `desk ${n + 1} does not show what is double booked`,
    )
    const ofToday = doubled.filter((row) => dayOf(row) === play.day).length
    must(marks === ofToday, `the grid of desk ${n + 1} marks ${marks} as double booked, not ${ofToday}`)
    const all = lines.filter(({ wasCancelled }) => wasCancelled).map(({ patientId }) => patientId)
    must(
      same(all, [idOf(morning.came)]),
      `desk ${n + 1} does not show who came although they were called off`,
    )
  }
  for (const visit of morning.doubled)
    must(
      doubled.some(({ patientId }) => patientId === idOf(visit)),
      `${nameOf(visit)} is not double booked`,
    )
  for (const [n, conflicts] of play.shown.entries())
    must(
      same(
        conflicts.map(({ patientId }) => patientId ?? ''),
        [idOf(morning.disputed)],
      ),
      `desk ${n + 1} was shown ${conflicts.length} conflicts`,
    )
  // the time without a network, as each workstation wrote it down by itself
  const localMinute = (instant: string | null) =>
    instant === null ? 0 : localAt(zone, minuteOf(instant)).minute
  const outages = shown.map((each) => each.outages.filter(({ startedAt }) => localMinute(startedAt) > 9 * 60))
  for (const [n, [one, ...more]] of outages.entries())
    must(
      one !== undefined &&
        more.length === 0 &&
        Math.abs(localMinute(one.startedAt) - outage.from) <= 2 &&
        Math.abs(localMinute(one.endedAt) - outage.to) <= 5 &&
        one.sentAt !== null,
      `desk ${n + 1} has not written down the time without a network`,
    )
  must(
    held.openConflicts === 0 && shown.every(({ conflicts }) => conflicts.length === 0),
    'a conflict is still open',
  )

  // who did it, by the log of the workstation it was done at
  const logged = audit.map((rows) =>
    rows.filter(({ action, outcome }) => acts.has(action) && outcome === 'done'),
  )
  for (const [n, rows] of logged.entries()) {
    const own = rows.filter(({ actor }) => who.includes(actor ?? ''))
    const wanted = done
      .filter(({ desk }) => desk === n)
      .flatMap((each) => auditOf(each).map((action) => `${action} ${idOf(each.act.who)} ${who[n]}`))
    const has = own.map(({ action, subject, actor }) => `${action} ${subject} ${actor}`)
    must(
      same(has, wanted),
      `the audit of desk ${n + 1} has ${has.length} acts, not ${wanted.length}: ${differing(has, wanted)}`,
    )
  }
  faults.push(...found.differences)
  must(
    play.pointers.every((times) => times === 0),
    `a pointer was used ${play.pointers.join(' and ')} times`,
  )

  // user actions
  const counted = new Map<string, number[]>()
  for (const { task, actions } of play.desks.flatMap((desk) => desk.counted))
    counted.set(task, [...(counted.get(task) ?? []), actions.length])
  const tasks = [...counted].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [task, each] of tasks)
    must(Math.max(...each) <= (limits[task] ?? Infinity), `${task}: ${Math.max(...each)} user actions`)

  const { arrivals, walkIns, moves, noShows } = morning.scale
  const of = (n: number) => done.filter(({ desk }) => desk === n)
  const text = [
    `A front desk's morning: ${play.day}, seed ${morning.seed}, two workstations and a cloud`,
    '',
    `  scripted          ${arrivals} arrivals, ${walkIns} walk-ins, ${moves} moves, ${noShows} no-shows`,
    `  without network   ${clockOf(outage.from)} to ${clockOf(outage.to)}`,
    `  acts              ${done.length}, of those ${done.filter(({ apart }) => apart).length} without network; by pointer ${play.pointers.reduce((a, b) => a + b, 0)}`,
    ...table(
      desks.map(({ displayName }, n) => [
        `desk ${n + 1}, ${displayName}`,
        of(n).length,
        `${of(n).filter(({ apart }) => apart).length} apart`,
      ]),
      24,
    ),
    '',
    '  by stage at the end',
    ...table(
      [
        ['', 'must be', 'desk 1', 'desk 2', 'cloud'],
        ...byStage,
        ['all', ...[inPlan, ...onDesks, inCloud].map(({ length }) => length)],
      ],
      16,
    ),
    `  booked for later  ${later.length} follow-ups`,
    '',
    `  receipts          ${taken.length}, ${formatCents(sum(taken))}; the same in the cloud and on both desks`,
    ...table(
      shown.map(({ sign }, n) => [
        `desk ${n + 1}, ${sign}-…`,
        taken.filter(({ desk }) => desk === n).length,
        formatCents(sum(taken.filter(({ desk }) => desk === n))),
      ]),
      24,
    ),
    '',
    `  double booked     ${doubled.length}, marked on both desks: ${doubled.map((row) => `${lastName(held, row)} ${dayOf(row)}`).join('; ')}`,
    `  came all the same ${nameOf(morning.came)}: called off at one desk, seen at the other`,
    `  two truths        ${nameOf(morning.disputed)}: moved at one desk, called off at the other; shown on both, settled in two keys by ${desks[done.find(({ act }) => act.what === 'settle')?.desk ?? 0]?.displayName}`,
    ...outages.map(
      ([one], n) =>
        `  ${n === 0 ? 'written down  ' : '              '}    desk ${n + 1}: away from ${clockOf(localMinute(one?.startedAt ?? null))} to ${clockOf(localMinute(one?.endedAt ?? null))}, ${one?.waiting ?? 0} changes kept, all sent ${clockOf(localMinute(one?.sentAt ?? null))}`,
    ),
    `  audit             ${logged.map((rows, n) => `desk ${n + 1}: ${rows.filter(({ actor }) => who.includes(actor ?? '')).length} acts`).join(', ')}; each by its person, once`,
    '',
    '  user actions',
    ...table(
      [
        ['', 'times', 'least', 'most', 'at most'],
        ...tasks.map(([task, each]) => [
          task,
          each.length,
          Math.min(...each),
          Math.max(...each),
          limits[task] ?? '',
        ]),
      ],
      62,
    ),
    '',
    `  faults            ${faults.length === 0 ? 'none' : ''}`,
    ...faults.map((fault) => `    ${fault}`),
    '',
  ].join('\n')
  return { text, faults }
}

const lastName = (held: Findings['held'], { patientId }: Appointment): string => {
  const patient = held.patients.find(({ id }) => id === patientId)
  return patient ? `${patient.family}, ${patient.given}` : patientId
}
