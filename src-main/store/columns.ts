/** Between the rows of a record and the columns of its table: booleans are 0 or 1, lists and objects JSON, packed texts bytes. */
import { z } from 'zod'
import { must } from '../../shared/kernel/errors.ts'
import { packedFields } from '../../shared/kernel/packed.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { pack, unpack } from './packing.ts'

export type ColumnKind = 'plain' | 'boolean' | 'json' | 'packed'
export type SqlValue = string | number | bigint | Uint8Array | null

/** The kind of each column of a record's row, in the order of its fields. */
export function columnKinds(record: RecordType): ReadonlyMap<string, ColumnKind> {
  const known = kindsByRecord.get(record)
  if (known) return known
  const kinds = new Map(
    Object.entries(record.row.shape).map(([field, schema]) => [field, kindOf(schema as z.ZodType)]),
  )
  kindsByRecord.set(record, kinds)
  return kinds
}
const kindsByRecord = new WeakMap<RecordType, ReadonlyMap<string, ColumnKind>>()

function kindOf(schema: z.ZodType): ColumnKind {
  if (packedFields.has(schema)) return 'packed'
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return kindOf(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodBoolean) return 'boolean'
  if (structured.some((kind) => schema instanceof kind)) return 'json'
  return 'plain'
}

const structured = [z.ZodArray, z.ZodTuple, z.ZodObject, z.ZodRecord]

export function encode(kind: ColumnKind, value: unknown): SqlValue {
  if (value === null || value === undefined) return null
  if (kind === 'json') return JSON.stringify(value)
  if (kind === 'boolean') return value === true ? 1 : 0
  if (kind === 'packed') {
    must(typeof value === 'string', 'column.packed')
    return pack(value)
  }
  must(typeof value === 'string' || typeof value === 'number', 'column.plain')
  return value
}

export function decode(kind: ColumnKind, value: unknown): unknown {
  if (value === null || kind === 'plain') return value
  if (kind === 'boolean') return value === 1
  if (kind === 'json') return JSON.parse(value as string)
  return unpack(value as Uint8Array)
}
