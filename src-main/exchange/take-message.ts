import { instantAt, offsetIn } from '../../shared/exchange/hl7v2/read-time.ts'
import { readSiu, type Siu } from '../../shared/exchange/hl7v2/read-siu.ts'
import { takeMessage } from '../../shared/exchange/take-message.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import { appointments, type Appointment, type Plan } from '../../shared/schedule/appointment.ts'
import { isPresent, stageOf } from '../../shared/schedule/stage.ts'
import { handle } from '../pipeline/handle.ts'
import { callOff } from '../schedule/call-off.ts'
import { reopenRecalls } from '../schedule/keep-recalls.ts'
import { offerLeft } from '../schedule/offer-freed.ts'
import { stepNow } from '../schedule/steps.ts'
import { locationRow, type LocationRow } from '../store/locations.sql.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { findPerson, isPerson, registerPerson } from './match-person.ts'
import { matchNamed, type Matched } from './match-named.ts'
import { appointmentOf, type KnownAppointment } from './messages.sql.ts'

type Taken = OutputOf<typeof takeMessage>
const usualMinutes = 30

/** Source: HL7 v2.5.1 chapter 10.3. What a message says twice changes nothing the second time. */
export const takeMessageHandler = handle(takeMessage, (tx, { message }, ctx, session) => {
  const siu = readSiu(message)
  const known = appointmentOf(tx, siu.external)
  if (known) {
    if (!isPerson(tx, known.patientId, siu.person)) throw new AppError('Conflict', 'message.another-patient')
    return { ...changeKnown(tx, known, siu, ctx), patientId: known.patientId, newPatient: false }
  }
  if (siu.doing === 'cancel' || siu.doing === 'no-show')
    throw new AppError('NotFound', 'message.appointment-unknown', { event: siu.event })
  const matched = matchNamed(tx, siu)
  const plan = planFrom(tx, siu, matched, null)
  const found = findPerson(tx, session, siu.person)
  const patientId = found ?? registerPerson(tx, session, siu.person, ctx)
  const id = ctx.newId()
  tx.put(appointments, {
    id,
    patientId,
    visitTypeId: matched.visitType?.id ?? null,
    plan,
    steps: [],
    reason: siu.reason.slice(0, 400),
    notes: siu.notes.slice(0, 2000),
    referral: '',
    authorization: '',
    copayCents: null,
    seriesId: null,
    occurrence: null,
    groupId: null,
    overbook: null,
    origin: 'message',
    external: { system: siu.external.system.slice(0, 200), value: siu.external.value.slice(0, 200) },
    madeAt: ctx.now,
    madeBy: ctx.actor.id,
  })
  return { outcome: 'booked' as const, appointmentId: id, patientId, newPatient: found === null }
})

function changeKnown(
  tx: Tx,
  known: KnownAppointment,
  siu: Siu,
  ctx: Context,
): Pick<Taken, 'outcome' | 'appointmentId'> {
  const as = (outcome: Taken['outcome']) => ({ outcome, appointmentId: known.id })
  const stage = stageOf(known)
  const isOff = stage === 'cancelled' || stage === 'rescheduled'
  // booked once; what has become of it since is newer than this
  if (siu.doing === 'book') return as('already')
  if (siu.doing === 'cancel' && isOff) return as('already')
  if (siu.doing === 'no-show' && stage === 'no-show') return as('already')
  // whoever came has come, whatever another system says
  if (isPresent(stage) || stage === 'left') throw new AppError('Conflict', 'message.has-come')
  if (isOff) throw new AppError('Conflict', 'message.called-off')
  if (siu.doing === 'cancel') {
    callOff(tx, known, { kind: 'cancelled', ...saidBy(siu) }, ctx)
    return as('cancelled')
  }
  if (siu.doing === 'no-show') {
    tx.amend(appointments, known.id, { steps: [...known.steps, stepNow('no-show', ctx, saidBy(siu))] })
    reopenRecalls(tx, known)
    return as('no-show')
  }
  const matched = matchNamed(tx, siu)
  const plan = planFrom(tx, siu, matched, known.plan)
  const said = {
    plan,
    ...(matched.visitType && { visitTypeId: matched.visitType.id }),
    ...(siu.reason !== '' && { reason: siu.reason.slice(0, 400) }),
    ...(siu.notes !== '' && { notes: siu.notes.slice(0, 2000) }),
  }
  const changes = Object.entries(said).filter(
    ([field, value]) => !alike(known[field as keyof Appointment], value),
  )
  if (changes.length === 0) return as('already')
  tx.amend(appointments, known.id, Object.fromEntries(changes))
  offerLeft(tx, known, plan, ctx)
  return as(plan.startsAt === known.plan.startsAt ? 'changed' : 'moved')
}

const saidBy = ({ event, notes }: Siu) => ({ reason: `Message ${event}`, note: notes.slice(0, 400) })

/** What the message does not say stays as it was. */
function planFrom(read: Reader, siu: Siu, matched: Matched, before: Plan | null): Plan {
  const { visitType, providers, places } = matched
  const namesNobody = siu.named.length === 0 && before !== null
  return {
    startsAt: startOf(read, siu, matched.location) ?? before?.startsAt ?? '',
    minutes: siu.minutes ?? before?.minutes ?? visitType?.minutes ?? usualMinutes,
    locationId: namesNobody ? before.locationId : matched.location.id,
    providers: namesNobody ? before.providers : [...providers],
    places: namesNobody ? before.places : [...places],
    prepareMinutes: before?.prepareMinutes ?? visitType?.prepareMinutes ?? 0,
    cleanMinutes: before?.cleanMinutes ?? visitType?.cleanMinutes ?? 0,
    cancelled: false,
  }
}

/**
 * A time without an offset is by the clock of the location, unless the message was sent by another clock (MSH-7): then by that. It is not by
 * MSH-7 where both agree, as the clocks may be set between the day of the message and that of the visit.
 */
function startOf(read: Reader, { startsAt, sentAt }: Siu, location: LocationRow): string | null {
  if (startsAt === null || startsAt.minute === null) return null
  const time = { ...startsAt, minute: startsAt.minute }
  const zone = zoneAt(read, location)
  const sent =
    sentAt?.minute == null || sentAt.offset === null
      ? null
      : instantAt({ ...sentAt, minute: sentAt.minute }, zone)
  const foreign = sent !== null && offsetIn(zone, sent) !== sentAt?.offset
  const instant = instantAt(
    time.offset === null && foreign ? { ...time, offset: sentAt?.offset ?? null } : time,
    zone,
  )
  if (instant === null) throw new AppError('Invalid', 'message.no-such-time')
  return instant
}

/** A department is where its location is. */
function zoneAt(read: Reader, { timeZone, partOf }: LocationRow): string {
  const above = partOf === null ? null : locationRow(read, partOf)?.timeZone
  return timeZone ?? above ?? practiceOf(read)?.timeZone ?? 'UTC'
}
