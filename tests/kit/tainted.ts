/** What a text that a page sends must never become: a path, a statement, an address or a command. Watched where each of them is carried out. */
import Database from 'better-sqlite3-multiple-ciphers'
import childProcess from 'node:child_process'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { z } from 'zod'
import type { Contract } from '../../shared/kernel/contract.ts'

/** In every hostile text, and nowhere else. */
export const mark = 'zqtaint'
export const hostile: readonly string[] = [
  `../../${mark}`,
  `${mark}' OR 1=1 --;`,
  `https://${mark}.invalid/`,
  `${mark}.invalid:443`,
]

export type Reached = Readonly<{ what: 'path' | 'statement' | 'address' | 'command'; by: string }>
type Any = (this: unknown, ...args: unknown[]) => unknown

const saysMark = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes(mark)
    : typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
      ? Object.values(value).some((each) => typeof each === 'string' && each.includes(mark))
      : false

/** Calls `heard` of each until the function it returns is called. */
export function watching(heard: (reached: Reached) => void): () => void {
  const undo: (() => void)[] = []
  const watch = (of: object, name: string, what: Reached['what'], looked: number) => {
    const kept = Reflect.get(of, name) as Any
    const watched: Any = function watched(...args) {
      if (args.slice(0, looked).some(saysMark)) heard({ what, by: name })
      return kept.apply(this, args)
    }
    Object.assign(watched, kept)
    Reflect.set(of, name, watched)
    undo.push(() => Reflect.set(of, name, kept))
  }
  for (const of of [fs, fs.promises])
    for (const name of Object.keys(of))
      if (
        /^(exists|open|read|write|append|rm|unlink|rename|copy|cp|mk|stat|lstat|access|create|truncate|symlink|link|opendir|watch)/.test(
          name,
        ) &&
        !/^(read|readv|write|writev|close)(Sync)?$/.test(name) &&
        typeof Reflect.get(of, name) === 'function'
      )
        // of what is written only where it goes
        watch(of, name, 'path', /^(rename|copy|cp|link|symlink)/.test(name) ? 2 : 1)
  for (const name of ['prepare', 'exec', 'pragma']) watch(Database.prototype, name, 'statement', 1)
  watch(net.Socket.prototype, 'connect', 'address', 2)
  watch(dns, 'lookup', 'address', 1)
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
    watch(childProcess, name, 'command', 2)
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

type Schema = Readonly<{
  type?: string
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
}>

/** Inputs of a contract, each its example with one text put in at one place where it takes texts, also where the example has none. */
export function* tainted(contract: Contract, text: string): Generator<{ field: string; input: unknown }> {
  const schema = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }) as Schema
  yield* at(schema, contract.example, '', text)
}

function* at(
  schema: Schema,
  given: unknown,
  field: string,
  text: string,
): Generator<{ field: string; input: unknown }> {
  if (schema.type === 'string') yield { field, input: text }
  for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* at(inner, given, field, text)
  const object = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    for (const each of at(inner, object[name], name, text))
      yield { field: each.field, input: { ...object, [name]: each.input } }
  if (schema.items)
    for (const each of at(schema.items, Array.isArray(given) ? given[0] : undefined, field, text))
      yield { field: each.field, input: [each.input, ...(Array.isArray(given) ? given.slice(1) : [])] }
}
