/** Two front desks that are apart and work on: what each did is there afterwards, on both, and what only a person can settle is settled by one. */
import { actingAt, at, day, desksApart, minute } from '../kit/desks-apart.ts'
import { describe, expect, test } from 'vitest'
import { dayIn } from '../../shared/kernel/time.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { claimsWithin } from '../../shared/schedule/claims.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { getDays } from '../../shared/schedule/get-days.ts'
import { giveBackPayment } from '../../shared/schedule/give-back-payment.ts'
import { addToWaitlist } from '../../shared/schedule/keep-waitlist.ts'
import { listConflicts } from '../../shared/schedule/list-conflicts.ts'
import { listReceipts } from '../../shared/schedule/list-receipts.ts'
import { listWaitlist } from '../../shared/schedule/list-waitlist.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { answerOffer } from '../../shared/schedule/offer-slot.ts'
import { settleConflict } from '../../shared/schedule/settle-conflict.ts'
import { takePayment } from '../../shared/schedule/take-payment.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('two front desks that are apart', () => {
  const postgres = usePostgres()

  const twoDesks = desksApart(postgres)

  test('a morning: booked twice, come and cancelled, moved and cancelled, hours changed, money taken', async () => {
    const { first, there, cloud, comeBack, rivera, osei, here, visit, register, book, both, lines } =
      await twoDesks()
    const others = [await register('Abara'), await register('Baum'), await register('Cole')]
    const [abara = '', baum = '', cole = ''] = others
    const come = await book(first, '14:00')
    const moved = await book(first, '15:00')
    const twice = await book(first, '16:00')
    const hours = crypto.randomUUID()
    command(
      first.session.store,
      (tx) =>
        tx.put(availabilities, {
          id: hours,
          resourceId: rivera.id,
          locationId: here.id,
          weekday: 1,
          everyWeeks: 1,
          firstDay: '2026-01-05',
          lastDay: null,
          fromMinute: 480,
          toMinute: 720,
          kind: 'open',
          visitTypeIds: [],
          releaseHours: null,
          note: '',
          by: first.session.actor.id,
          at: new Date().toISOString(),
        }),
      actingAt(first),
    )
    await first.call(addToWaitlist, { patientId: cole, visitTypeId: visit.id, earliest: '2026-01-01' })
    await both()

    await cloud.stop()
    // both book Dr. Rivera at five
    const [left, right] = [
      await book(first, '17:00', { patientId: abara }),
      await book(there, '17:00', { patientId: baum }),
    ]
    // they came, whom the other desk calls off
    await there.call(cancelAppointment, { ...come, kind: 'cancelled', reason: 'Patient asked', note: '' })
    await first.call(takeStep, { appointmentId: come.appointmentId, kind: 'arrived' })
    // moved here, called off there
    const plan = { minutes: 30, locationId: here.id, providers: [osei.id] }
    await first.call(moveAppointment, { ...moved, ...plan, startsAt: at('15:30') })
    await there.call(cancelAppointment, { ...moved, kind: 'cancelled', reason: 'Transport', note: '' })
    // moved to two places
    await first.call(moveAppointment, { ...twice, ...plan, startsAt: at('18:00') })
    await there.call(moveAppointment, { ...twice, ...plan, startsAt: at('18:30') })
    // the same stretch of hours, longer and shorter
    for (const [desk, toMinute] of [
      [first, 780],
      [there, 660],
    ] as const)
      command(desk.session.store, (tx) => tx.amend(availabilities, hours, { toMinute }), actingAt(desk))
    // a copay at each desk
    const pay = { appointmentId: null, cents: 2500, method: 'cash' as const, reference: '', note: '' }
    const paid = await first.call(takePayment, { ...pay, patientId: abara })
    const paidThere = await there.call(takePayment, { ...pay, patientId: baum })
    // whoever waits was told of times that became free: here of one, there of another
    const offersAt = async (desk: Workstation) =>
      (await desk.call(listWaitlist, {})).lines.flatMap(({ offers }) => offers)
    expect((await offersAt(first)).map(({ startMin }) => startMin)).toEqual([
      minute('15:00'),
      minute('16:00'),
    ])
    expect((await offersAt(there)).map(({ startMin }) => startMin)).toEqual([
      minute('14:00'),
      minute('15:00'),
      minute('16:00'),
    ])
    await comeBack()
    await both()

    const shown = await lines()
    for (const { appointmentId } of [left, right])
      expect(shown.get(appointmentId)).toMatchObject({
        startMin: minute('17:00'),
        overlaps: true,
        stage: 'scheduled',
      })
    expect(shown.get(come.appointmentId)).toMatchObject({
      stage: 'arrived',
      wasCancelled: true,
      conflictId: null,
    })
    expect(paid.number).not.toBe(paidThere.number)
    for (const desk of [first, there])
      expect((await desk.call(listWaitlist, {})).lines[0]?.offers).toHaveLength(5)

    const { conflicts } = await first.call(listConflicts, {})
    expect((await there.call(listConflicts, {})).conflicts).toEqual(conflicts)
    const of = (entityId: string) => conflicts.find((each) => each.entityId === entityId)
    const [called, places, stretch] = [of(moved.appointmentId), of(twice.appointmentId), of(hours)]
    expect(conflicts).toHaveLength(3)
    const sides = [called?.held, called?.offered].toSorted((a) => (a?.plan?.cancelled ? 1 : -1))
    expect(sides).toMatchObject([
      {
        name: 'Ana Rivera, MD',
        device: first.session.workstation.device,
        plan: {
          cancelled: false,
          startMin: minute('15:30'),
          providers: ['Dr. Osei'],
          location: 'Main Street',
        },
      },
      {
        device: there.session.workstation.device,
        reason: 'Transport',
        plan: { cancelled: true, startMin: minute('15:00'), providers: ['Dr. Rivera'] },
      },
    ])
    expect(places).toMatchObject({ patientName: 'Okon, Raeann', mine: true, fields: [{ field: 'plan' }] })
    expect(stretch).toMatchObject({ entityType: 'availability', title: 'Dr. Rivera', patientId: null })
    // until somebody has settled it the time is taken at both places, on both desks
    const claims = claimsWithin(conflicts, minute('00:00'), minute('00:00') + 1440)
    for (const desk of [first, there])
      expect(
        desk.session.store.db
          .prepare(
            `SELECT startMin FROM taken_time WHERE appointmentId = ? AND resourceId = ? ORDER BY startMin`,
          )
          .pluck()
          .all(twice.appointmentId, osei.id) as number[],
      ).toEqual([minute('18:00'), minute('18:30')])
    expect(claims.map(({ appointmentId }) => appointmentId)).toContain(twice.appointmentId)

    // the desk that called it off has heard why it was moved, and lets the move stand
    const moveIs = called?.held?.plan?.cancelled ? ('offered' as const) : ('held' as const)
    await there.call(settleConflict, {
      conflictId: called?.conflictId ?? '',
      version: called?.version ?? 0,
      choice: { plan: moveIs },
    })
    const later = places?.held?.plan?.startMin === minute('18:30') ? ('held' as const) : ('offered' as const)
    await first.call(settleConflict, {
      conflictId: places?.conflictId ?? '',
      version: places?.version ?? 0,
      choice: { plan: later },
    })
    await first.call(settleConflict, {
      conflictId: stretch?.conflictId ?? '',
      version: stretch?.version ?? 0,
      choice: { toMinute: 'offered' },
    })
    await both()
    const settled = await lines()
    expect(settled.get(moved.appointmentId)).toMatchObject({
      startMin: minute('15:30'),
      stage: 'scheduled',
      conflictId: null,
      providers: [osei.id],
    })
    expect(settled.get(twice.appointmentId)).toMatchObject({ startMin: minute('18:30'), conflictId: null })
    for (const desk of [first, there]) {
      expect((await desk.call(listConflicts, {})).conflicts).toEqual([])
      expect(
        desk.session.store.db.prepare(`SELECT count(*) FROM taken_time WHERE claim <> ''`).pluck().get(),
      ).toBe(0)
      // the other stays readable: that it was called off, by whom and why
      const { steps } = await desk.call(getAppointment, {
        patientId: moved.patientId,
        appointmentId: moved.appointmentId,
      })
      expect(steps).toMatchObject([{ kind: 'cancelled', reason: 'Transport' }])
    }
    // settled already: whoever is second is told
    await expect(
      first.call(settleConflict, {
        conflictId: called?.conflictId ?? '',
        version: called?.version ?? 0,
        choice: { plan: 'held' },
      }),
    ).rejects.toMatchObject({ reason: 'row.changed' })
    expect([first.faults, there.faults]).toEqual([[], []])
  })

  test('a time that became free is offered at both desks; whoever is first has it, the other is told that it is gone', async () => {
    const { first, there, cloud, comeBack, visit, register, book, both, lines } = await twoDesks()
    const [abara, baum] = [await register('Abara'), await register('Baum')]
    const [one, another] = await Promise.all(
      [abara, baum].map((patientId) =>
        first.call(addToWaitlist, { patientId, visitTypeId: visit.id, earliest: '2026-01-01' }),
      ),
    )
    const freed = await book(first, '15:00')
    await first.call(cancelAppointment, { ...freed, kind: 'cancelled', reason: 'Weather', note: '' })
    await both()
    const offerOf = async (desk: Workstation, entry: string | undefined) =>
      (await desk.call(listWaitlist, {})).lines.find(({ waitlistEntryId }) => waitlistEntryId === entry)
        ?.offers[0]
    expect(await offerOf(there, another?.waitlistEntryId)).toMatchObject({
      startMin: minute('15:00'),
      by: '',
      answer: null,
      isFree: true,
      alsoOffered: 1,
    })
    const answers = async (desk: Workstation, patientId: string, waitlistEntryId = '') =>
      desk.call(answerOffer, {
        patientId,
        waitlistEntryId,
        offerId: (await offerOf(desk, waitlistEntryId))?.offerId ?? '',
        answer: 'taken',
      })
    const first1 = await answers(first, abara, one?.waitlistEntryId)
    expect(first1).toMatchObject({ outcome: 'booked' })
    expect(await offerOf(first, another?.waitlistEntryId)).toMatchObject({ answer: 'gone' })
    await both()
    expect((await lines()).get(first1.appointmentId ?? '')).toMatchObject({
      patientId: abara,
      origin: 'waitlist',
      startMin: minute('15:00'),
      overlaps: false,
    })
    expect(await offerOf(there, another?.waitlistEntryId)).toMatchObject({ answer: 'gone', isFree: false })

    // apart, both are taken: both come, and every desk shows it
    const again = await book(first, '16:00')
    await first.call(cancelAppointment, { ...again, kind: 'cancelled', reason: 'Weather', note: '' })
    const cole = await register('Cole')
    await first.call(addToWaitlist, { patientId: cole, visitTypeId: visit.id, earliest: '2026-01-01' })
    await both()
    await cloud.stop()
    await answersLatest(first, baum)
    await book(there, '16:00', { patientId: cole })
    await comeBack()
    await both()
    const crowded = [...(await lines()).values()].filter(
      ({ startMin, stage }) => startMin === minute('16:00') && stage === 'scheduled',
    )
    expect(new Map(crowded.map(({ patientId, overlaps }) => [patientId, overlaps]))).toEqual(
      new Map([
        [baum, true],
        [cole, true],
      ]),
    )
    expect(crowded).toHaveLength(2)

    async function answersLatest(desk: Workstation, patientId: string) {
      const line = (await desk.call(listWaitlist, {})).lines.find((each) => each.patientId === patientId)
      const offer = line?.offers.find(({ answer }) => answer === null)
      const { outcome } = await desk.call(answerOffer, {
        patientId,
        waitlistEntryId: line?.waitlistEntryId ?? '',
        offerId: offer?.offerId ?? '',
        answer: 'taken',
      })
      expect(outcome).toBe('booked')
    }
  })

  test('a receipt is given back once, also by two desks; an appointment that somebody removes stays', async () => {
    const { first, there, cloud, comeBack, patientId, book, both } = await twoDesks()
    const visit = await book(first, '15:00')
    const { receiptId } = await first.call(takePayment, {
      patientId,
      appointmentId: null,
      cents: 2500,
      method: 'cash',
      reference: '',
      note: '',
    })
    await both()
    await cloud.stop()
    for (const desk of [first, there]) await desk.call(giveBackPayment, { receiptId, note: 'Taken twice.' })
    // a workstation that was made to take one out of the record is not followed, and has it back
    command(there.session.store, (tx) => tx.remove(appointments, visit.appointmentId), actingAt(there))
    await comeBack()
    await both()
    await expect
      .poll(
        async () =>
          JSON.stringify([await first.call(listAttention, {}), await there.call(listAttention, {})]),
        { timeout: 60_000 },
      )
      .toMatch(/receipt\.given-back-already/)
    expect(JSON.stringify(await there.call(listAttention, {}))).toContain('appointment.only-cancelled')
    // the drawer of the practice has given it back once
    const today = dayIn(owner.timeZone, Date.now())
    const { receipts } = await first.call(listReceipts, { day: today })
    expect(receipts.map(({ cents }) => cents).toSorted((a, b) => a - b)).toEqual([-2500, 2500])
    const held = await first.call(getDays, { firstDay: day, days: 1, locationId: null, kind: null })
    expect(held.days[0]?.appointments.map(({ appointmentId }) => appointmentId)).toEqual([
      visit.appointmentId,
    ])
  })
})
