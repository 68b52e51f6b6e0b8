/** What there is after a morning: on both screens, in both workstations' stores and audit logs, and in the cloud. Read, not judged. */
import type { Client } from 'pg'
import { signIn } from '../../../shared/access/sign-in.ts'
import { getConnection, type Outage } from '../../../shared/cloud/get-connection.ts'
import { addDays, dayIn } from '../../../shared/kernel/time.ts'
import type { Patient } from '../../../shared/patients/patient.ts'
import type { Appointment } from '../../../shared/schedule/appointment.ts'
import { getDays, type AppointmentLine, type ScheduleDay } from '../../../shared/schedule/get-days.ts'
import type { ScheduleConflict } from '../../../shared/schedule/list-conflicts.ts'
import { listReceipts } from '../../../shared/schedule/list-receipts.ts'
import type { ReceiptLine } from '../../../shared/schedule/receipt-line.ts'
import { OsKeychain } from '../../../src-main/app/keychain.ts'
import { accountOf } from '../../../tools/kit/account.ts'
import { openWorkstation, owner } from '../../../tools/kit/workstation.ts'
import { appLog } from '../app-log.ts'
import { askOn } from '../bridge.ts'
import type { AuditRow } from '../practice.ts'
import { zone } from './house.ts'
import type { MorningPlay } from './play.ts'

type Receipt = Readonly<{
  id: string
  number: string
  patientId: string
  cents: number
  by: string
  device: string
}>

/** What a desk shows to whoever sits there. */
export type Shown = Readonly<{
  /** Of the day, and of the days of what was booked after it; what was called off too. */
  lines: readonly AppointmentLine[]
  receipts: readonly ReceiptLine[]
  /** The first four signs of the numbers it gives. */
  sign: string
  conflicts: readonly ScheduleConflict[]
  /** Times without the cloud, as this workstation has written them down. */
  outages: readonly Outage[]
  /** How many appointments of the day the grid marks as double booked. */
  marks: number
}>

/** What the cloud holds. */
export type Held = Readonly<{
  appointments: readonly Appointment[]
  patients: readonly Patient[]
  receipts: readonly Receipt[]
  openConflicts: number
}>

export type Findings = Readonly<{
  shown: readonly Shown[]
  held: Held
  /** Row by row: what a workstation has and the cloud has not, or otherwise; and what is wrong with the cloud's log. */
  differences: readonly string[]
  audit: readonly (readonly AuditRow[])[]
}>

async function heldBy(client: Client): Promise<Held> {
  const of = async <T>(type: string): Promise<T[]> =>
    (
      await client.query<{ id: string; data: object }>(
        'SELECT id, data FROM record WHERE type = $1 AND data IS NOT NULL ORDER BY id',
        [type],
      )
    ).rows.map(({ id, data }) => ({ ...data, id }) as T)
  return {
    appointments: await of<Appointment>('appointment'),
    patients: await of<Patient>('patient'),
    receipts: await of<Receipt>('receipt'),
    openConflicts: (await of<{ state: string }>('conflict')).filter(({ state }) => state === 'open').length,
  }
}

export const dayOf = ({ plan }: Pick<Appointment, 'plan'>): string => dayIn(zone, Date.parse(plan.startsAt))

/** Ends the apps: stores and logs are opened once nobody else has them. */
export async function findAfter(play: MorningPlay): Promise<Findings> {
  const held = await play.cloud.owner(heldBy)
  const days = [...new Set([play.day, ...held.appointments.map(dayOf)])]
  const shown: Shown[] = []
  for (const desk of play.desks) {
    const { page } = desk
    await desk.grid()
    const marks = await page.locator('[data-mark="double"]').count()
    const lines: AppointmentLine[] = []
    for (const firstDay of days) {
      const asked = { firstDay, days: 1, locationId: null, kind: null, calledOff: true }
      const { days: answered } = await askOn<{ days: ScheduleDay[] }>(page, getDays.name, asked)
      lines.push(...answered.flatMap(({ appointments }) => appointments))
    }
    const { receipts, workstation } = await askOn<{ receipts: ReceiptLine[]; workstation: string }>(
      page,
      listReceipts.name,
      { day: play.day },
    )
    const { outages } = await askOn<{ outages: Outage[] }>(page, getConnection.name, {})
    shown.push({ outages, lines, receipts, sign: workstation, conflicts: await desk.conflicts(), marks })
  }
  await play.together()
  await play.quit()

  const opened = []
  try {
    for (const profile of play.folders) {
      const desk = await openWorkstation({ profile, clock: play.clock, keys: new OsKeychain() as never })
      opened.push(desk)
      await desk.call(signIn, { username: owner.username, password: owner.password })
    }
    const practice = opened[0]?.session.workstation.tenant ?? ''
    const stores = opened.map(({ session }) => session.store)
    const { faults } = await play.cloud.owner((client) => accountOf(client, practice, [], stores))
    for (const desk of opened) desk.close()
    const audit = []
    for (const profile of play.folders) audit.push(await appLog(profile))
    return { shown, held, differences: faults, audit }
  } finally {
    for (const desk of opened) desk.close()
  }
}

export const isLater = (play: MorningPlay, row: Pick<Appointment, 'plan'>): boolean =>
  dayOf(row) >= addDays(play.day, 1)
