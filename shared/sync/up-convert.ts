/**
 * An op of an earlier version of its command, as the present one would have made it: so a workstation that was not updated can
 * always send what it did, and what waits in an outbox stays good through an update.
 */
import type { Op } from '../kernel/op.ts'

export type UpConverter = Readonly<{
  /** The day (ISO 8601) on which the version it converts from was released last: it is kept for 24 months from then. */
  until: string
  /** Pure. The changes of an op as its next version would have made them; all else of an op stays. */
  up(op: Op): Op['changes']
}>
/** By kind: `charting.recordAllergy@1` is what makes of such an op one of `charting.recordAllergy@2`. */
export type UpConverters = Readonly<Record<string, UpConverter>>

/** None so far: every command means what it meant in the first release. */
export const upConverters: UpConverters = {}

export function upConvert(op: Op, converters: UpConverters = upConverters): Op {
  const converter = Object.hasOwn(converters, op.kind) ? converters[op.kind] : undefined
  if (!converter) return op
  return upConvert({ ...op, kind: nextKind(op.kind), changes: converter.up(op) }, converters)
}

/** `charting.recordAllergy@1` and what it is called after it was converted. */
function nextKind(kind: string): string {
  const { name, version } = readKind(kind)
  return kindOf(name, version + 1)
}

export const kindOf = (name: string, version: number): string => `${name}@${version}`

export function readKind(kind: string): Readonly<{ name: string; version: number }> {
  const at = kind.lastIndexOf('@')
  return { name: kind.slice(0, at), version: Number(kind.slice(at + 1)) }
}
