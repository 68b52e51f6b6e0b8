/**
 * A workstation that gets killed. `node kill-child.mjs <mode> <folder> <step>`: works until somebody kills it (`work`), or
 * kills itself at a step: between audit and commit (`commit`), or at the nth call of our code to the file system, the
 * clock, the keychain or the ids, during first run (`first-run`), recovery (`recover`) or migration (`migrate`). It also
 * signs in and says how that went (`sign-in`), for who may not write what is there, and writes to a log that somebody
 * else is writing to (`audit`).
 */
import { pbkdf2Sync } from 'node:crypto'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createPractice } from '../../shared/access/create-practice.ts'
import { saveDraft } from '../../shared/access/draft.ts'
import { recover } from '../../shared/access/recover.ts'
import { setPreference } from '../../shared/access/set-preference.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { openAudit, type AuditLog } from '../../src-main/audit/audit-log.ts'
import { makeDispatch } from '../../src-main/pipeline/dispatch.ts'
import { readMigrations, type Migration } from '../../src-main/store/migrate.ts'
import { openStore } from '../../src-main/store/store.ts'
import { openWorkstation, owner, realClock, type DeviceKeys } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { FileKeys } from '../kit/file-keys.ts'
import { stepsOf } from '../kit/steps.ts'

const [, , mode = '', folder = '', given = '0'] = process.argv
const profile = join(folder, 'profile')
const keys = new FileKeys(join(folder, 'keys'))
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`)
const die = () => process.kill(process.pid, 'SIGKILL')

const { step, end } = stepsOf(folder, given)
const { family: _family, ...who } = registerPatient.example.demographics

async function work(): Promise<void> {
  const desk = await openWorkstation({ profile, keys })
  await desk.call(signIn, { username: owner.username, password: owner.password })
  const log = desk.vault.audit as AuditLog
  let written = 0
  const dispatch = makeDispatch({
    ...desk.parts,
    audit: () => ({
      append(entry) {
        log.append(entry)
        if (mode !== 'commit' || entry.op === null) return
        written += 1
        // the entry is durable; the commit it is about never comes
        if (written === Number(given)) die()
      },
    }),
  })
  const call = async (name: string, input: unknown) => {
    const reply = await dispatch(name, JSON.stringify(input))
    if (!reply.ok) throw new Error(reply.error.reason)
    return reply.value as Record<string, unknown>
  }
  for (let n = 1; ; n += 1) {
    const at = Date.now() * 1000 + n
    const { patientId } = await call(registerPatient.name, {
      ...registerPatient.example,
      demographics: { ...who, family: `Family ${at}` },
      notADuplicate: true,
    })
    say({ patientId, at })
    await call(editPatient.name, {
      ...editPatient.example,
      patientId,
      version: 1,
      demographics: { ...who, family: `Family ${at + 1}` },
    })
    say({ patientId, at: at + 1 })
    await call(setPreference.name, { name: 'colorScheme', value: String(at) })
    say({ preference: at })
    await call(saveDraft.name, { kind: 'patients.register', subject: '', body: String(at) })
    say({ draft: at })
    // a pipe that nobody reads any more must not keep us alive
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Every call of our code to the outside is a step from here on. */
function hook(): DeviceKeys {
  const fs = createRequire(import.meta.url)('node:fs') as Record<string, (...args: unknown[]) => unknown>
  for (const name of [
    'openSync',
    'writeSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
    'mkdirSync',
    'rmSync',
    'readFileSync',
  ]) {
    const real = fs[name]
    fs[name] = (...args) => {
      step()
      return real?.(...args)
    }
  }
  syncBuiltinESMExports()
  return {
    find: (device) => keys.find(device),
    create: async (device) => {
      step()
      const key = await keys.create(device)
      step()
      return key
    },
    restore: async (device, key) => {
      step()
      await keys.restore(device, key)
      step()
    },
  }
}
const clock = {
  now: () => {
    step()
    return Date.now()
  },
  mono: realClock.mono,
}

async function once(): Promise<void> {
  const hooked = ['migrate', 'sign-in', 'audit'].includes(mode) ? keys : hook()
  if (mode === 'first-run') {
    const desk = await openWorkstation({ profile, keys: hooked, clock })
    await desk.call(createPractice, owner)
    desk.close()
  }
  if (mode === 'sign-in') {
    const desk = await openWorkstation({ profile, keys })
    const { state, reason } = desk.vault.gate()
    const reply = await desk.dispatch(
      signIn.name,
      JSON.stringify({ username: owner.username, password: owner.password }),
    )
    say({ state, gate: reason, signIn: reply.ok ? 'ok' : reply.error.reason })
    desk.close()
  }
  if (mode === 'audit') {
    const log = openAudit(
      join(folder, 'audit.db'),
      Buffer.from(process.env['HOLDFAST_KEY'] ?? '', 'hex'),
      readMigrations(join(root, 'migrations/audit')),
      { clock: realClock, workstation: 'child', boot: 'b', create: false },
    )
    for (let n = 0; n < Number(given); n += 1) {
      log.append({
        action: 'test.append',
        category: 'session',
        outcome: 'done',
        actor: null,
        session: null,
        subject: null,
        reason: null,
        op: null,
        detail: { n },
      })
      say({ n })
      pbkdf2Sync('password', 'salt', 20_000, 32, 'sha256')
    }
    log.close()
  }
  if (mode === 'recover') {
    const desk = await openWorkstation({ profile, keys: hooked, clock })
    const code = process.env['HOLDFAST_CODE'] ?? ''
    await desk.call(recover, {
      username: owner.username,
      code,
      password: process.env['HOLDFAST_PASSWORD'] ?? '',
    })
    desk.close()
  }
  if (mode === 'migrate') {
    const key = Buffer.from(process.env['HOLDFAST_KEY'] ?? '', 'hex')
    // each migration is looked at before it is run and after: both are inside of its transaction or before it
    const migrations: Migration[] = readMigrations(join(root, 'migrations/local')).map((migration) => ({
      ...migration,
      get sql() {
        step()
        return migration.sql
      },
    }))
    openStore(join(folder, 'clinical.db'), key, migrations, { create: false }).close()
  }
  say({ steps: end() })
}

await (mode === 'work' || mode === 'commit' ? work() : once())
