/** Gives the demo practice its schedule: rows through the vault's own door, by a command of this tool that the product does not have. */
import { z } from 'zod'
import { locations } from '../../shared/access/location.ts'
import { records } from '../../shared/catalog.ts'
import { defineCommand } from '../../shared/kernel/contract.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { makeDispatch } from '../../src-main/pipeline/dispatch.ts'
import { handle } from '../../src-main/pipeline/handle.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { sites, staff, type Site } from '../demo/data/staff.ts'
import { makeDirectory } from '../demo/directory.ts'
import { bornOn, type Someone } from '../demo/schedule/day-book.ts'
import type { Known } from '../demo/schedule/places.ts'
import { demoSchedule } from '../demo/schedule/schedule.ts'
import type { Workstation } from './workstation.ts'

type Rows = Readonly<{ record: keyof typeof records; rows: readonly Record<string, unknown>[] }>

/** As many as an import writes at once: an op is sent whole. */
const rowsAtOnce = 250

const storeRows = defineCommand({
  name: 'demo.storeRows',
  input: z.strictObject({
    own: z.array(z.strictObject({ id: z.string(), timeZone: z.string() })),
    rows: z.array(z.strictObject({ record: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })),
  }),
  output: z.strictObject({}),
  example: { own: [], rows: [] },
  permission: 'schedule.configure',
  caller: 'internal',
  maxBytes: 16 * 2 ** 20,
  audit: { action: 'import.store', category: 'exchange', subject: () => null },
})

const storeRowsHandler = handle(storeRows, (tx: Tx, { own, rows }) => {
  for (const { id, timeZone } of own) tx.amend(locations, id, { own: true, timeZone })
  for (const each of rows) {
    const record = records[each.record as keyof typeof records] as unknown as RecordType
    for (const row of each.rows) {
      // making the practice was stopped in between: it goes on
      const id = row['id'] as string
      if (tx.rows(`SELECT 1 FROM ${record.table} WHERE id = ?`, id).length === 0) tx.put(record, row as never)
    }
  }
  return {}
})

/** Some of each kind at a time, in order. */
function* pieces(all: readonly Rows[]): Generator<Rows[]> {
  let piece: Rows[] = []
  let room = rowsAtOnce
  for (const { record, rows } of all)
    for (let from = 0; from < rows.length;) {
      const some = rows.slice(from, from + room)
      piece.push({ record, rows: some })
      from += some.length
      room -= some.length
      if (room > 0) continue
      yield piece
      piece = []
      room = rowsAtOnce
    }
  if (piece.length > 0) yield piece
}

/** Writes rows of any records in an order in which each finds what it names. Throws where the door refuses them. */
export async function storeDemoRows(
  desk: Workstation,
  all: readonly Rows[],
  own: readonly { id: string; timeZone: string }[] = [],
): Promise<void> {
  const door = makeDispatch({
    ...desk.parts,
    handlers: { ...desk.parts.handlers, [storeRows.name]: storeRowsHandler },
  })
  let first = own
  for (const rows of pieces(all)) {
    const reply = await door(storeRows.name, JSON.stringify({ own: first, rows }), 'job')
    if (!reply.ok) throw new Error(`the schedule was not stored: ${reply.error.reason}`)
    first = []
  }
}

/** Rows that are there already stay. `now`: ms since 1970. */
export async function fillDemoSchedule(
  desk: Workstation,
  options: Readonly<{ seed: string; now: number }>,
): Promise<void> {
  const { db } = desk.session.store
  const { id: practiceId, timeZone } = z
    .object({ id: z.string(), timeZone: z.string() })
    .parse(db.prepare('SELECT id, timeZone FROM practices').get())
  const known = knownOf(desk, options.seed)
  const made = demoSchedule({
    ...options,
    zone: timeZone,
    practiceId,
    device: desk.session.workstation.device,
    known,
    people: peopleOf(desk),
  })
  const rows = Object.entries(made).map(([record, each]) => ({ record, rows: each })) as Rows[]
  await storeDemoRows(
    desk,
    rows,
    [...known.sites.values()].map((id) => ({ id, timeZone })),
  )
}

const Named = z.array(z.object({ id: z.string(), name: z.string() }))

/** Where its people and places are, as they were imported. */
function knownOf(desk: Workstation, seed: string): Known {
  const { db } = desk.session.store
  const houses = Named.parse(db.prepare('SELECT id, name FROM locations').all())
  const who = Named.parse(db.prepare(`SELECT id, npi AS name FROM practitioners WHERE npi IS NOT NULL`).all())
  const directory = makeDirectory(seed)
  return {
    owner: desk.session.actor.id,
    sites: new Map(
      sites.flatMap(({ key, name }): [Site, string][] => {
        const found = houses.find((each) => each.name === name)
        return found ? [[key, found.id]] : []
      }),
    ),
    practitioners: new Map(
      staff.flatMap(
        ({
          key,
          specialty,
        }): [string, Known['practitioners'] extends ReadonlyMap<string, infer One> ? One : never][] => {
          const clinician = directory.staff.find(({ row }) => row?.key === key)
          const found = who.find(({ name }) => name === clinician?.npi)
          return clinician && found
            ? [[key, { id: found.id, name: clinician.name, specialty: specialty[1] }]]
            : []
        },
      ),
    ),
  }
}

/** Everybody who is alive, in an order that stays. */
const peopleOf = (desk: Workstation): Someone[] =>
  z
    .array(z.object({ id: z.string(), birthDate: z.string().nullable() }))
    .parse(
      desk.session.store.db
        .prepare('SELECT id, birthDate FROM patients WHERE deceased = 0 AND active = 1 ORDER BY id')
        .all(),
    )
    .map(({ id, birthDate }) => ({ id, born: birthDate === null ? null : bornOn(birthDate) }))
