/** A log of so many entries, written by the product’s own writer, of people and patients of the practice. Kept until what it is made of changes. */
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { actionWords } from '../../shared/auditing/action-words.ts'
import { dataCategories } from '../../shared/kernel/contract.ts'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { everyPerson } from '../../src-main/store/people.sql.ts'
import { root } from '../proc.ts'

const key = Buffer.alloc(32, 7)
const migrations = readMigrations(join(root, 'migrations/audit'))
const madeOf = [
  'src-main/audit/chain-writer.ts',
  'src-main/audit/chain-crypto.ts',
  'tools/bench/audit-log.ts',
]
const atOnce = 10_000
const between = 2500

/** A copy in `folder`, as it was before anybody searched it. */
export function benchLog(
  session: Session,
  folder: string,
  entries: number,
  say: (what: string) => void,
): AuditFile {
  const kept = keptFile(session, entries)
  if (!existsSync(kept)) {
    for (const old of readdirSync(join(root, 'out', 'bench')).filter((name) => name.startsWith('audit-log-')))
      rmSync(join(root, 'out', 'bench', old))
    say(`writing a log of ${entries} entries, once`)
    const making = join(folder, 'making.db')
    fill(making, session, entries)
    renameSync(making, kept)
  }
  const file = join(folder, 'bench-audit.db')
  copyFileSync(kept, file)
  return open(file, false)
}

function keptFile({ workstation }: Session, entries: number): string {
  const hash = createHash('sha256').update(workstation.device)
  for (const file of madeOf) hash.update(readFileSync(join(root, file)))
  for (const { sql } of migrations) hash.update(sql)
  return join(root, 'out', 'bench', `audit-log-${entries}-${hash.digest('hex').slice(0, 16)}.db`)
}

const open = (file: string, create: boolean, now: () => number = Date.now): AuditFile =>
  openAudit(file, key, migrations, {
    clock: { now, mono: () => performance.now() },
    workstation: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d7e',
    boot: randomUUID(),
    create,
  })

function fill(file: string, { store }: Session, entries: number): void {
  let at = Date.parse('2026-10-01T08:00:00Z')
  const log = open(file, true, () => at)
  const people = everyPerson(store.read).map(({ id }) => id)
  // as a practice of some size
  while (people.length < 40) people.push(randomUUID())
  const patients = store.db.prepare<[], string>('SELECT id FROM patients LIMIT 5000').pluck().all()
  const actions = Object.keys(actionWords)
  // the same each time, and no two fields in step
  let state = 1
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  let session = randomUUID()
  for (let n = 0; n < entries; n += atOnce)
    log.db.transaction(() => {
      for (let count = 0; count < Math.min(atOnce, entries - n); count += 1) {
        at += between
        if (count % 100 === 0) session = randomUUID()
        const action = draw(actions.length)
        const isRefused = draw(20) === 0
        log.append({
          action: actions[action] ?? '',
          category: dataCategories[action % dataCategories.length] ?? 'chart',
          outcome: isRefused ? 'refused' : 'done',
          actor: people[draw(people.length)] ?? null,
          session,
          subject: draw(10) < 7 ? (patients[draw(patients.length)] ?? null) : null,
          reason: isRefused ? 'permission.missing' : null,
          op: draw(10) < 3 ? randomUUID() : null,
          detail: { count: draw(50) },
        })
      }
    })()
  log.db.pragma('wal_checkpoint(TRUNCATE)')
  log.close()
}
