/** Whose charts show what: chosen from the demo practice by what is in them. */
import { z } from 'zod'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../kit/workstation.ts'

const wanted = {
  /** Hundreds of encounters. */
  long: `SELECT patientId AS id FROM encounters GROUP BY patientId ORDER BY count(*) DESC LIMIT 1`,
  /** Old enough for a curve to be seen, young enough for a growth chart. */
  child: `SELECT p.id FROM patients p JOIN encounters e ON e.patientId = p.id
          WHERE p.birthDate BETWEEN date(:today, '-9 years') AND date(:today, '-5 years') AND p.deceased = 0
          GROUP BY p.id ORDER BY count(*) DESC LIMIT 1`,
  longName: `SELECT id FROM patients ORDER BY length(sortName) DESC LIMIT 1`,
  deceased: `SELECT p.id FROM patients p JOIN encounters e ON e.patientId = p.id WHERE p.deceased = 1
             GROUP BY p.id ORDER BY count(*) DESC LIMIT 1`,
} as const

export type Kind = keyof typeof wanted
export const everyKind = Object.keys(wanted) as Kind[]

/** `newcomer`: nothing in the chart but who it is. */
export type People = Readonly<Record<Kind | 'newcomer', string>>

/**
 * Ids by what each is an example of; registers the newcomer. Throws where the practice has nobody of one of `kinds`: who
 * is in a small one depends on the day it is made.
 */
export async function findPeople(
  desk: Workstation,
  today: string,
  kinds: readonly Kind[] = everyKind,
): Promise<People> {
  const found = kinds.map((who) => {
    const sql = wanted[who]
    const statement = desk.session.store.db.prepare(sql)
    const row: unknown = sql.includes(':today') ? statement.get({ today }) : statement.get()
    return [who, z.object({ id: z.string() }).parse(row).id]
  })
  const { patientId: newcomer } = await desk.call(registerPatient, registerPatient.example)
  return { ...Object.fromEntries(found), newcomer } as People
}
