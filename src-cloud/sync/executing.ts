/** How the cloud decides, for one workstation. */
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { refuseActor } from '../access/refuse-actor.ts'
import type { Executing } from '../executor/execute-push.ts'
import { upConvert } from '../../shared/sync/up-convert.ts'
import { correctHlc } from './correct-hlc.ts'
import { sha256 } from './sha256.ts'
import { isStorable } from './storable.ts'

/** Every record there is. */
export const allRecords: readonly RecordType[] = Object.values(records)
const byType: ReadonlyMap<string, RecordType> = new Map(allRecords.map((record) => [record.type, record]))

/** `clockOffsetMs`: the cloud's clock minus the workstation's. */
export const executingFor = (clockOffsetMs: number): Executing => ({
  sha256,
  recordOf: (type) => byType.get(type),
  ruleOf: () => undefined,
  upConvert: (op) => upConvert(op),
  refuseActor: (op, asking) => (isStorable(op) ? refuseActor(op, asking) : 'op.text'),
  correctHlc: (hlc) => correctHlc(hlc, clockOffsetMs),
  now: () => new Date().toISOString(),
})
