/** Tries to come in, on an audit.db of their own. */
import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { auditKey } from '../../src-main/vault/keys.ts'
import { Tries, type TriesParts } from '../../src-main/vault/tries.ts'
import { TestClock } from './clock.ts'
import { tempFolder } from './practice.ts'
import { auditMigrations } from './store.ts'

/** A workstation's tries, whose process can end and whose file can be set back. `kept`: what the keychain was told, in order. */
export function triesHere(inMemory = true) {
  const folder = tempFolder(inMemory)
  const [deviceKey, clock, device] = [randomBytes(32), new TestClock(), randomUUID()]
  const live = join(folder, 'live')
  mkdirSync(live)
  const kept: string[] = []
  let file: AuditFile | null = null

  const open = (create = false): AuditFile =>
    openAudit(join(live, 'audit.db'), auditKey(deviceKey), auditMigrations, {
      clock,
      workstation: device,
      boot: randomUUID(),
      create,
    })
  const close = () => {
    file?.close()
    file = null
  }
  onTestFinished(close)
  open(true).close()

  /** A new process. `found`: what the keychain has; the last that it was told, unless said otherwise. */
  const start = (found: string | null = kept.at(-1) ?? null, given: Partial<TriesParts> = {}): Tries => {
    close()
    file = open()
    return new Tries({
      audit: () => file,
      deviceKey: () => deviceKey,
      clock,
      run: randomUUID(),
      found,
      keep: (mark) => void kept.push(mark),
      ...given,
    })
  }
  const aside = (name: string) => join(folder, name)
  return {
    clock,
    kept,
    start,
    /** Of the process that runs. */
    open: () => file ?? open(),
    close,
    file: () => join(live, 'audit.db'),
    /** Copies what is on the disk now; the process has ended. */
    copy(name: string): void {
      close()
      cpSync(live, aside(name), { recursive: true })
    },
    /** Puts a copy back. */
    putBack(name: string): void {
      close()
      rmSync(live, { recursive: true })
      cpSync(aside(name), live, { recursive: true })
    },
  }
}

/** What came of it: `ok`, or the reason with what is to be waited. */
export function tryOf(tries: Tries, name: string): string {
  try {
    tries.begin(name)
    return 'ok'
  } catch (error) {
    const { reason, params } = error as { reason: string; params: Record<string, string> }
    return [reason, params['seconds']].filter(Boolean).join(' ')
  }
}
