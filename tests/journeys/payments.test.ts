/** Money at the desk: receipts that are final, whose numbers never come twice, and what the drawer holds. */
import { cpSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signIn } from '../../shared/access/sign-in.ts'
import { giveBackPayment } from '../../shared/schedule/give-back-payment.ts'
import { getCheckIn } from '../../shared/schedule/get-check-in.ts'
import { listReceipts } from '../../shared/schedule/list-receipts.ts'
import { receipts } from '../../shared/schedule/receipt.ts'
import { takePayment } from '../../shared/schedule/take-payment.ts'
import { addCents } from '../../shared/kernel/money.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { expected, furnish, somebody } from '../kit/flow-day.ts'
import { newPractice, tempFolder, type Practice } from '../kit/practice.ts'
import { command } from '../kit/store.ts'

const plain = { method: 'cash', reference: '', note: '' } as const

async function aDesk() {
  const desk = await newPractice()
  const house = furnish(desk)
  const patientId = await somebody(desk, 'Okon')
  const appointmentId = expected(desk, house, patientId, new Date().toISOString(), { copayCents: 2500 })
  return { desk, house, patientId, appointmentId }
}
const today = () => dayIn(owner.timeZone, Date.now())

test('money is taken for a visit and given back once, by a receipt that names it', async () => {
  const { desk, house, patientId, appointmentId } = await aDesk()
  const taken = await desk.call(takePayment, { ...plain, patientId, appointmentId, cents: 2500 })
  const sign = desk.session.workstation.device.slice(-4).toUpperCase()
  expect(taken.number).toMatch(new RegExp(`^${sign}-[0-9A-HJKMNP-TV-Z]{6}$`))
  const back = await desk.call(giveBackPayment, {
    receiptId: taken.receiptId,
    note: 'Taken from the wrong person.',
  })
  expect(back.number > taken.number).toBe(true)
  expect(await reasonOf(desk.call(giveBackPayment, { receiptId: taken.receiptId, note: 'Once more' }))).toBe(
    'receipt.given-back',
  )
  expect(await reasonOf(desk.call(giveBackPayment, { receiptId: back.receiptId, note: 'And back' }))).toBe(
    'receipt.gives-back',
  )
  const { receipts: lines, workstation } = await desk.call(listReceipts, { day: today() })
  expect(workstation).toBe(sign)
  expect(
    lines.map(({ number, cents, gives, givenBack, twin }) => ({ number, cents, gives, givenBack, twin })),
  ).toEqual([
    { number: back.number, cents: -2500, gives: taken.number, givenBack: null, twin: false },
    { number: taken.number, cents: 2500, gives: null, givenBack: back.number, twin: false },
  ])
  expect(addCents(...lines.map(({ cents }) => cents))).toBe(0)
  expect((await desk.call(getCheckIn, { patientId, appointmentId })).paidCents).toBe(0)

  const other = await somebody(desk, 'Abara')
  expect(
    await reasonOf(desk.call(takePayment, { ...plain, patientId: other, appointmentId, cents: 100 })),
  ).toBe('payment.other-patient')
  for (const wrong of [0, -100, 1_000_001])
    expect(await reasonOf(desk.call(takePayment, { ...plain, patientId, appointmentId, cents: wrong }))).toBe(
      'input.invalid',
    )
  expect(
    await reasonOf(
      desk.call(takePayment, {
        ...plain,
        patientId,
        appointmentId,
        cents: 1,
        note: 'card 4242 4242 4242 4242',
      }),
    ),
  ).toBe('input.invalid')
  expect(house.provider).not.toBe('')
})

test('fifty in a row, faster than the clock, have fifty numbers in order', async () => {
  const { desk, patientId, appointmentId } = await aDesk()
  const numbers: string[] = []
  for (let n = 0; n < 50; n += 1)
    numbers.push((await desk.call(takePayment, { ...plain, patientId, appointmentId, cents: n + 1 })).number)
  expect(new Set(numbers).size).toBe(50)
  expect(numbers.toSorted()).toEqual(numbers)
})

/** Takes as many payments and gives their numbers. */
async function take(desk: Pick<Practice, 'call'>, patientId: string, times: number): Promise<string[]> {
  const numbers: string[] = []
  for (let n = 0; n < times; n += 1)
    numbers.push(
      (await desk.call(takePayment, { ...plain, patientId, appointmentId: null, cents: 100 })).number,
    )
  return numbers
}

test('a workstation that is set back to a copy of its profile gives none of the numbers it gave since', async () => {
  const profile = tempFolder()
  const kept = tempFolder()
  let ms = Date.parse('2026-03-04T15:00:00.000Z')
  const clock = { now: () => ms, mono: () => performance.now() }
  const desk = await newPractice({ profile, clock })
  const patientId = await somebody(desk, 'Okon')
  const before = await take(desk, patientId, 3)
  desk.close()
  cpSync(profile, kept, { recursive: true })
  const again = async (folder: string) => {
    const opened = await openWorkstation({ profile: folder, keys: desk.keys, clock })
    await opened.call(signIn, { username: owner.username, password: owner.password })
    return opened
  }
  const lived = await again(profile)
  ms += 60_000
  const lost = await take(lived, patientId, 5)
  lived.close()
  // the disk fails, and yesterday's copy comes back with nobody the wiser; time has gone on
  ms += 60_000
  const restored = await again(kept)
  const since = await take(restored, patientId, 5)
  restored.close()
  const all = [...before, ...lost, ...since]
  expect(new Set(all).size).toBe(13)
})

test('a number that has left the record is not given again, nor is one that another copy of this workstation gave', async () => {
  let ms = Date.parse('2026-03-04T15:00:00.000Z')
  const clock = { now: () => ms, mono: () => performance.now() }
  const desk = await newPractice({ clock })
  const patientId = await somebody(desk, 'Okon')
  const [first] = await take(desk, patientId, 1)
  const { store } = desk.session
  store.db.prepare('DELETE FROM receipts').run()
  ms -= 3_600_000
  const [second] = await take(desk, patientId, 1)
  expect((second ?? '') > (first ?? '')).toBe(true)
  // one of its own from later, as it comes back from the cloud after a copy was put in place
  const ahead = `${first?.slice(0, 4)}-2ZZZZZ`
  command(store, (tx) =>
    tx.put(receipts, {
      patientId,
      appointmentId: null,
      cents: 1,
      method: 'cash',
      reference: '',
      note: '',
      voids: null,
      id: crypto.randomUUID(),
      number: ahead,
      at: '2026-03-04T15:00:00.000Z',
      by: desk.session.actor.id,
      device: desk.session.workstation.device,
    }),
  )
  const [third] = await take(desk, patientId, 1)
  expect((third ?? '') > ahead).toBe(true)
})
