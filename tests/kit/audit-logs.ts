/** Logs of the audit as text, for what is proven of them, and on real files. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Kept } from '../../shared/audit/chain.ts'
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { openAudit, type AuditEntry, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { chainCrypto } from '../../src-main/audit/chain-crypto.ts'
import { TestClock } from './clock.ts'
import { tempFolder } from './practice.ts'
import { auditMigrations } from './store.ts'

export const firstKey = 'ab'.repeat(32)
export const aDevice = '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d7e'

export const entryText = (n: number, prev: string, given: Readonly<Record<string, unknown>> = {}): string =>
  canonicalText({
    v: 1,
    device: aDevice,
    epoch: 1,
    n,
    prev,
    nonce: null,
    at: '2026-11-23T15:05:00.000Z',
    mono: n,
    boot: 'boot',
    actor: null,
    session: null,
    action: 'test.append',
    category: 'session',
    subject: null,
    outcome: 'done',
    reason: null,
    op: null,
    detail: { n },
    ...given,
  })

/** A whole log of so many entries, each with its code. */
export function madeLog(
  count: number,
  given: Readonly<Record<string, unknown>> = {},
  first = firstKey,
): Kept[] {
  let [prev, key] = [logStart, first]
  return Array.from({ length: count }, (_each, index) => {
    const text = entryText(index + 1, prev, given)
    const h = chainCrypto.sha256(text)
    const mac = chainCrypto.mac(key, h)
    ;[prev, key] = [h, chainCrypto.evolve(key)]
    return { text, h, mac }
  })
}

/** The same entry saying something else, hashed as that: what somebody without its key can write. */
export function rewritten(kept: Kept, change: (entry: Record<string, unknown>) => void): Kept {
  const entry = JSON.parse(kept.text) as Record<string, unknown>
  change(entry)
  const text = canonicalText(entry)
  return { ...kept, text, h: chainCrypto.sha256(text) }
}

export const auditEntry = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'test.append',
  category: 'session',
  outcome: 'done',
  actor: null,
  session: null,
  subject: null,
  reason: null,
  op: null,
  detail: {},
  ...given,
})

export const auditKeyOfTests = Buffer.alloc(32, 3)

/** A log on disk; closed when the test has finished. */
export function logIn(folder = tempFolder(), device: string = randomUUID(), clock = new TestClock()) {
  const file = join(folder, 'audit.db')
  const open = (create: boolean): AuditFile => {
    const log = openAudit(file, auditKeyOfTests, auditMigrations, {
      clock,
      workstation: device,
      boot: 'b',
      create,
    })
    onTestFinished(() => log.close())
    return log
  }
  return { folder, file, device, clock, open, log: open(true) }
}
