/** What the main process has beside the log, over a keychain in memory and a clock that is right. */
import { onTestFinished } from 'vitest'
import { AuditWitness } from '../../src-main/app/audit-witness.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { tempFolder } from './practice.ts'

/** Ended with the test. `faults`: what it could not do. */
export function aWitness(): { witness: AuditWitness; faults: unknown[] } {
  const faults: unknown[] = []
  const marks = new Map<string, string>()
  const witness = new AuditWitness({
    profile: tempFolder(),
    clock: realClock,
    keychain: {
      readMark: (device) => Promise.resolve(marks.get(device) ?? null),
      writeMark: (device, mark) => Promise.resolve(void marks.set(device, mark)),
    },
    changed: () => undefined,
    failed: (error) => void faults.push(error),
    readClock: () => Promise.resolve({ state: 'synchronised', source: 'chrony' }),
  })
  onTestFinished(() => witness.end())
  return { witness, faults }
}
