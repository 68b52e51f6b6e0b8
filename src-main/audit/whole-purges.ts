/** What the cloud has let go by the practice's policy goes here too, once it is proven which entries that were, and that it was time. */
import { createHash } from 'node:crypto'
import { goneLine, PurgeSaid } from '../../shared/audit/tombstone.ts'
import { isSigned } from './chain-crypto.ts'
import type { WholeLog } from './whole-log.ts'

/** No entry is younger when it goes (docs/retention.md). */
const leastYears = 6
const atOnce = 1000

export type PurgeFault = Readonly<{ purge: string }>

/** Whether something was done, or what does not fit; null where there is nothing to do. All that the cloud has must be here. */
export async function followPurges(
  whole: WholeLog,
  at: Readonly<{ practice: string; receiptKey: string }>,
  turn: () => Promise<void>,
): Promise<PurgeFault | 'done' | null> {
  const { db } = whole
  const rows = db
    .prepare<[], { id: string; said: string; sig: string; state: number }>(
      'SELECT id, said, sig, state FROM purge WHERE state < 2 ORDER BY id',
    )
    .all()
  for (const { id, said: text, sig, state } of rows) {
    const said = PurgeSaid.parse(JSON.parse(text))
    if (state === 0) {
      if (said.practice !== at.practice || !isSigned(at.receiptKey, said, sig)) return { purge: id }
      if (!(await isProven(whole, said, turn))) return { purge: id }
      db.prepare('UPDATE purge SET state = 1 WHERE id = ?').run(id)
    }
    await letGo(whole, said, turn)
    db.prepare('UPDATE purge SET state = 2 WHERE id = ?').run(id)
  }
  const [odd] = db
    .prepare<[], string>('SELECT purge FROM gone WHERE purge NOT IN (SELECT id FROM purge) LIMIT 1')
    .pluck()
    .all()
  // gone without a word that was signed
  if (odd !== undefined) return { purge: odd }
  return rows.length > 0 ? 'done' : null
}

type Place = Readonly<{ seq: number; n: number; h: Buffer; at: string }>

/** The same entries, so many, as old as they must be. */
async function isProven({ db }: WholeLog, said: PurgeSaid, turn: () => Promise<void>): Promise<boolean> {
  const floor = new Date(said.at)
  floor.setUTCFullYear(floor.getUTCFullYear() - leastYears)
  if (!(Date.parse(said.before) <= floor.getTime())) return false
  const read = db.prepare<[string, number, number, number, string, number, number, number], Place>(
    `SELECT seq, n, h, at FROM audit WHERE workstation = ? AND epoch = ? AND n BETWEEN ? AND ?
     UNION ALL SELECT seq, n, h, at FROM gone WHERE workstation = ? AND epoch = ? AND n BETWEEN ? AND ? ORDER BY n`,
  )
  const found: { seq: number; line: string }[] = []
  for (const { device, epoch, from, to } of said.ranges)
    for (let first = from; first <= to; first += atOnce) {
      const last = Math.min(to, first + atOnce - 1)
      for (const { seq, n, h, at } of read.all(device, epoch, first, last, device, epoch, first, last)) {
        if (!(Date.parse(at) < Date.parse(said.before))) return false
        found.push({ seq, line: goneLine({ device, epoch, n, h: h.toString('hex') }) })
      }
      await turn()
    }
  found.sort((a, b) => a.seq - b.seq)
  const hash = createHash('sha256')
  for (const { line } of found) hash.update(line)
  return found.length === said.count && hash.digest('hex') === said.digest
}

async function letGo(whole: WholeLog, said: PurgeSaid, turn: () => Promise<void>): Promise<void> {
  const { db } = whole
  const keep = db.prepare(
    `INSERT INTO gone (seq, workstation, n, epoch, h, at, purge)
     SELECT seq, workstation, n, epoch, h, at, ? FROM audit WHERE workstation = ? AND epoch = ? AND n BETWEEN ? AND ?`,
  )
  const remove = db.prepare('DELETE FROM audit WHERE workstation = ? AND epoch = ? AND n BETWEEN ? AND ?')
  const count = db.prepare('UPDATE station SET entries = entries - ? WHERE workstation = ?')
  for (const { device, epoch, from, to } of said.ranges)
    for (let first = from; first <= to; first += atOnce) {
      const last = Math.min(to, first + atOnce - 1)
      db.transaction(() => {
        keep.run(said.purge, device, epoch, first, last)
        count.run(remove.run(device, epoch, first, last).changes, device)
        whole.forgetFound()
      }).immediate()
      await turn()
    }
}
