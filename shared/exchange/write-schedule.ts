/**
 * What the front desk keeps of a patient, as FHIR R4. What FHIR has no element for stands in extensions under `urn:holdfast:`: a copy of a
 * record says all that the record says. Nothing of it is read back: whom it names are resources of this practice alone.
 */
import type { RowOf } from '../kernel/record.ts'
import type { Appointment } from '../schedule/appointment.ts'
import { deskCheckKinds, type deskChecks } from '../schedule/desk-check.ts'
import type { recalls } from '../schedule/recall.ts'
import type { receipts } from '../schedule/receipt.ts'
import type { appointmentSeries } from '../schedule/series.ts'
import { inOrder, stageOf, type Stage } from '../schedule/stage.ts'
import type { waitlistEntries } from '../schedule/waitlist-entry.ts'
import {
  codeIn,
  conceptOf,
  filled,
  hl7,
  notesFrom,
  periodOf,
  referenceOf,
  type Bag,
  type NameOf,
  type RefTo,
} from './write-element.ts'

/** `arrived` waits; whoever was brought to a room has been checked in; from the visit on the appointment has served. */
const statusAt: Readonly<Record<Stage, string>> = {
  scheduled: 'booked',
  confirmed: 'booked',
  arrived: 'arrived',
  roomed: 'checked-in',
  'with-provider': 'fulfilled',
  checkout: 'fulfilled',
  left: 'fulfilled',
  'no-show': 'noshow',
  cancelled: 'cancelled',
  rescheduled: 'cancelled',
}

const roleOf = (code: string): Bag[] => [codeIn(hl7('v3-ParticipationType'), code)]
const numbered = (id: string): Bag => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` })
export const urn = (name: string): string => `urn:holdfast:${name}`
const shortText = (name: string, value: string): Bag[] =>
  value === '' ? [] : [{ url: urn(name), valueString: value }]
const whole = (name: string, value: number | null): Bag[] =>
  value === null ? [] : [{ url: urn(name), valueInteger: value }]
export const several = (name: string, parts: readonly Bag[]): Bag => ({ url: urn(name), extension: parts })
/** Somebody by name, and by the number they have here. */
export const person = (id: string, names: NameOf): Bag =>
  filled({ identifier: numbered(id), display: names(id) })

type Participant = Readonly<{ id: string; role: string; type: string | null; status: string }>
const takesPart = ({ id, role, type, status }: Participant, to: RefTo, names: NameOf): Bag =>
  filled({
    type: roleOf(role),
    actor: filled({
      reference: type === null ? null : to(type, id),
      identifier: numbered(id),
      display: names(id),
    }),
    status,
  })

const patientIn = (patientId: string, status: string, to: RefTo): Bag =>
  filled({ type: roleOf('SBJ'), actor: referenceOf(to('Patient', patientId)), status })

/** Another system's number; a system that is no URI stands as who gave it. */
const outside = ({ system, value }: Readonly<{ system: string; value: string }>): Bag =>
  filled(/^\S+:\S+$/.test(system) ? { system, value } : { value, assigner: filled({ display: system }) })

/** Source: FHIR R4 Appointment. */
export function writeAppointment(row: Appointment, to: RefTo, names: NameOf): Bag {
  const { plan } = row
  const stage = stageOf(row)
  const end = new Date(Date.parse(plan.startsAt) + plan.minutes * 60_000).toISOString()
  const off = stage === 'cancelled' || stage === 'rescheduled' || stage === 'no-show'
  const why = off ? (inOrder(row.steps).findLast(({ kind }) => kind === stage)?.reason ?? '') : ''
  const agreed = stage === 'scheduled' ? 'needs-action' : off && stage !== 'no-show' ? 'declined' : 'accepted'
  return filled({
    resourceType: 'Appointment',
    identifier: row.external === null ? [] : [outside(row.external)],
    status: statusAt[stage],
    cancelationReason: conceptOf(why),
    appointmentType: row.visitTypeId === null ? {} : conceptOf(names(row.visitTypeId)),
    reasonCode: row.reason === '' ? [] : [conceptOf(row.reason)],
    start: plan.startsAt,
    end,
    minutesDuration: plan.minutes,
    created: row.madeAt,
    comment: row.notes,
    basedOn: row.referral === '' ? [] : [{ display: row.referral }],
    participant: [
      patientIn(row.patientId, agreed, to),
      ...plan.providers.map((id) =>
        takesPart({ id, role: 'PPRF', type: null, status: 'accepted' }, to, names),
      ),
      ...plan.places.map((id) => takesPart({ id, role: 'LOC', type: null, status: 'accepted' }, to, names)),
      takesPart({ id: plan.locationId, role: 'LOC', type: 'Location', status: 'accepted' }, to, names),
    ],
    extension: [
      ...inOrder(row.steps).map(({ kind, at, by, roomId, reason, note }) =>
        several('step', [
          { url: 'kind', valueCode: kind },
          { url: 'at', valueInstant: at },
          ...(by === null ? [] : [{ url: 'by', valueReference: person(by, names) }]),
          ...(roomId === null ? [] : [{ url: 'room', valueReference: person(roomId, names) }]),
          ...(reason === '' ? [] : [{ url: 'reason', valueString: reason }]),
          ...(note === '' ? [] : [{ url: 'note', valueString: note }]),
        ]),
      ),
      ...whole('prepare-minutes', plan.prepareMinutes),
      ...whole('clean-minutes', plan.cleanMinutes),
      ...shortText('authorization', row.authorization),
      ...(row.copayCents === null ? [] : [{ url: urn('copay'), valueMoney: money(row.copayCents) }]),
      ...(row.seriesId === null
        ? []
        : [
            {
              url: urn('series'),
              valueReference: referenceOf(to('RequestGroup', row.seriesId), String(row.occurrence ?? '')),
            },
          ]),
      ...shortText('group', row.groupId ?? ''),
      ...(row.overbook === null
        ? []
        : [
            several('overbook', [
              { url: 'by', valueReference: person(row.overbook.by, names) },
              { url: 'at', valueInstant: row.overbook.at },
              ...(row.overbook.reason === '' ? [] : [{ url: 'reason', valueString: row.overbook.reason }]),
            ]),
          ]),
      { url: urn('origin'), valueCode: row.origin },
      { url: urn('made-by'), valueReference: person(row.madeBy, names) },
    ],
  })
}

const timing: Readonly<Record<RowOf<typeof appointmentSeries>['rule']['unit'], string>> = {
  day: 'd',
  week: 'wk',
  month: 'mo',
}
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const dayNames = (weekdays: readonly number[]): string[] => weekdays.map((day) => days[day - 1] ?? 'mon')

/** How appointments that were booked together repeat. Source: FHIR R4 RequestGroup, Timing. */
export const writeSeries = (row: RowOf<typeof appointmentSeries>, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'RequestGroup',
    status: 'active',
    intent: 'plan',
    code: conceptOf('Series of appointments'),
    subject: referenceOf(to('Patient', row.patientId)),
    authoredOn: row.madeAt,
    action: [
      {
        title: 'Appointments',
        timingTiming: {
          repeat: filled({
            boundsPeriod: { start: row.firstDay },
            count: row.rule.count,
            frequency: 1,
            period: row.rule.every,
            periodUnit: timing[row.rule.unit],
            dayOfWeek: dayNames(row.rule.weekdays),
          }),
        },
      },
    ],
    extension: [
      { url: urn('monthly'), valueCode: row.rule.monthly },
      { url: urn('holidays'), valueCode: row.rule.holidays },
      { url: urn('made-by'), valueReference: person(row.madeBy, names) },
    ],
  })

/** Whoever waits has no start and no end yet: of such an appointment FHIR allows `waitlist` and `cancelled` alone. */
export const writeWaitlistEntry = (row: RowOf<typeof waitlistEntries>, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'Appointment',
    status: row.state === 'waiting' ? 'waitlist' : 'cancelled',
    cancelationReason: conceptOf(
      row.state === 'waiting' ? '' : row.state === 'booked' ? 'Has an appointment' : 'Waits no longer',
    ),
    appointmentType: conceptOf(names(row.visitTypeId)),
    supportingInformation:
      row.appointmentId === null ? [] : [referenceOf(to('Appointment', row.appointmentId))],
    created: row.madeAt,
    comment: row.note,
    participant: [
      patientIn(row.patientId, row.state === 'removed' ? 'declined' : 'accepted', to),
      ...row.providers.map((id) =>
        takesPart({ id, role: 'PPRF', type: null, status: 'needs-action' }, to, names),
      ),
      ...row.locations.map((id) =>
        takesPart({ id, role: 'LOC', type: 'Location', status: 'needs-action' }, to, names),
      ),
    ],
    requestedPeriod: [periodOf(row.earliest, row.latest)],
    extension: [
      ...dayNames(row.weekdays).map((day) => ({ url: urn('weekday'), valueCode: day })),
      ...whole('from-minute', row.fromMinute),
      ...whole('to-minute', row.toMinute),
      { url: urn('urgent'), valueBoolean: row.urgent },
      ...row.offers.map((offer) =>
        several('offer', [
          { url: 'starts', valueInstant: offer.startsAt },
          { url: 'minutes', valueInteger: offer.minutes },
          { url: 'location', valueReference: person(offer.locationId, names) },
          ...offer.providers.map((id) => ({ url: 'provider', valueReference: person(id, names) })),
          { url: 'at', valueInstant: offer.at },
          ...(offer.by === null ? [] : [{ url: 'by', valueReference: person(offer.by, names) }]),
          ...row.answers
            .filter(({ offerId }) => offerId === offer.id)
            .flatMap(({ answer, at }) => [
              { url: 'answer', valueCode: answer },
              { url: 'answered', valueInstant: at },
            ]),
        ]),
      ),
      { url: urn('made-by'), valueReference: person(row.madeBy, names) },
    ],
  })

const requestStatus = { due: 'active', booked: 'completed', closed: 'revoked' } as const
const howTried = { phone: 'Phone', message: 'Message', letter: 'Letter' } as const

/** Somebody is to come again. Source: FHIR R4 ServiceRequest. */
export const writeRecall = (row: RowOf<typeof recalls>, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'ServiceRequest',
    status: requestStatus[row.state],
    intent: 'plan',
    code: conceptOf(row.visitTypeId === null ? 'Recall' : names(row.visitTypeId) || 'Recall'),
    subject: referenceOf(to('Patient', row.patientId)),
    occurrenceDateTime: row.dueOn,
    authoredOn: row.madeAt,
    performer: row.providerId === null ? [] : [person(row.providerId, names)],
    reasonCode: row.reason === '' ? [] : [conceptOf(row.reason)],
    supportingInfo: row.appointmentId === null ? [] : [referenceOf(to('Appointment', row.appointmentId))],
    note: [
      ...notesFrom(row.note),
      ...row.tries.map(({ at, by, how, note }) =>
        filled({
          authorString: names(by),
          time: at,
          text: [howTried[how], note].filter(Boolean).join(': '),
        }),
      ),
    ],
    extension: [{ url: urn('made-by'), valueReference: person(row.madeBy, names) }],
  })

const money = (cents: number): Bag => ({ value: cents / 100, currency: 'USD' })
const paidBy = { cash: 'Cash', card: 'Card', check: 'Check', other: 'Other' } as const

/** Money that was taken at the desk; less than nothing where it was given back. Source: FHIR R4 PaymentNotice. */
export const writeReceipt = (row: RowOf<typeof receipts>, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'PaymentNotice',
    identifier: row.number === '' ? [] : [{ value: row.number }],
    status: 'active',
    request: row.appointmentId === null ? {} : referenceOf(to('Appointment', row.appointmentId)),
    created: row.at,
    payment: { display: [paidBy[row.method], row.reference].filter(Boolean).join(', ') },
    recipient: { display: 'The practice' },
    amount: money(row.cents),
    paymentStatus: codeIn(hl7('paymentstatus'), 'paid'),
    extension: [
      { url: urn('patient'), valueReference: referenceOf(to('Patient', row.patientId)) },
      ...(row.voids === null
        ? []
        : [{ url: urn('voids'), valueReference: referenceOf(to('PaymentNotice', row.voids)) }]),
      ...shortText('note', row.note),
      ...shortText('workstation', row.device),
      { url: urn('taken-by'), valueReference: person(row.by, names) },
    ],
  })

const checkWords: Readonly<Record<(typeof deskCheckKinds)[number], string>> = {
  consent: 'Consent to treatment',
  privacyNotice: 'Privacy notice',
  card: 'Insurance card',
  identity: 'Identity',
  address: 'Address and phone',
  eligibility: 'Eligibility',
}

/** When the desk last had each of what it asks for. FHIR has no resource for that. Source: FHIR R4 Basic. */
export const writeDeskCheck = (row: RowOf<typeof deskChecks>, to: RefTo, names: NameOf): Bag =>
  filled({
    resourceType: 'Basic',
    code: conceptOf('Front desk checks'),
    subject: referenceOf(to('Patient', row.id)),
    extension: deskCheckKinds.flatMap((kind) => {
      const checked = row[kind]
      return checked === null
        ? []
        : [
            several('desk-check', [
              { url: 'what', valueString: checkWords[kind] },
              { url: 'on', valueDate: checked.on },
              { url: 'at', valueInstant: checked.at },
              { url: 'by', valueReference: person(checked.by, names) },
            ]),
          ]
    }),
  })
