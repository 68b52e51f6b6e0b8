/**
 * The built-ins of a process or thread that reads what others have written: from here on nothing can change what an object, a list or a
 * promise is. Called once all modules are read, since some of them add to the built-ins while they are read.
 */

/** Of the language; what Node adds is reached through its own modules. */
const roots = `
  Object Function Array String Number Boolean Symbol BigInt Date RegExp Promise Map Set WeakMap WeakSet WeakRef
  FinalizationRegistry Proxy Iterator Error AggregateError EvalError RangeError ReferenceError SyntaxError
  TypeError URIError ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Int16Array Uint8ClampedArray
  Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Buffer JSON Math
  Reflect Atomics Intl
`
  .trim()
  .split(/\s+/)

/** Newer than the language our types are checked as. */
type Helped = { map(by: unknown): object }
const { Iterator: iterators } = globalThis as unknown as { Iterator: { from(of: object): object } }

/** Kinds that have no name: of functions that are async or generators, and of what goes through a list, a text, a map. */
const unnamed = (): object[] => {
  const of = (value: object): object => Object.getPrototypeOf(value) as object
  return [
    of(async () => undefined),
    of(function* empty() {}),
    of(async function* empty() {}),
    of([][Symbol.iterator]()),
    of(''[Symbol.iterator]()),
    of(new Map()[Symbol.iterator]()),
    of(new Set()[Symbol.iterator]()),
    of('a'.matchAll(/a/g)),
    of(([].values() as unknown as Helped).map(String)),
    of(iterators.from({ next: () => ({ done: true, value: undefined }) })),
  ]
}

/**
 * What others give a member of the same name: a frozen member cannot be assigned on what inherits it (the language's "override mistake"), so
 * these become pairs that define it there instead.
 */
const overridden = (): readonly [object, readonly string[]][] => [
  [Object.prototype, ['constructor', 'hasOwnProperty', 'toString', 'toLocaleString', 'valueOf']],
  [Function.prototype, ['constructor', 'toString', 'bind']],
  [Error.prototype, ['constructor', 'name', 'message', 'toString']],
  ...[EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError].map(
    ({ prototype }): [object, string[]] => [prototype, ['constructor', 'name', 'message']],
  ),
]

function keepAssignable(holder: object, key: string): void {
  const found = Object.getOwnPropertyDescriptor(holder, key)
  if (!found || !('value' in found)) return
  const value: unknown = found.value
  Object.defineProperty(holder, key, {
    get: () => value,
    set(this: object, next: unknown) {
      if (this === holder) throw new TypeError(`the built-in ${key} cannot be changed`)
      Object.defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true })
    },
    enumerable: false,
    configurable: false,
  })
}

/**
 * What is not frozen itself, only each of its members: of an expression whose prototype is not as V8 made it V8 takes every step by name,
 * and a replacement takes forty times as long. Nothing that is sent is an expression, or holds one.
 */
const leftOpen: ReadonlySet<object> = new Set([RegExp.prototype])

/** All that is reached from the named ones: by prototype, by value, and by what reads or writes a member. */
function reached(from: readonly object[]): Set<object> {
  const found = new Set<object>()
  const left: unknown[] = [...from]
  while (left.length > 0) {
    const next = left.pop()
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || found.has(next)) continue
    found.add(next)
    left.push(Object.getPrototypeOf(next))
    for (const key of Reflect.ownKeys(next)) {
      const member = Object.getOwnPropertyDescriptor(next, key) ?? {}
      left.push(...Object.values(member))
    }
  }
  return found
}

export function freezeBuiltIns(): void {
  for (const [holder, keys] of overridden()) for (const key of keys) keepAssignable(holder, key)
  const named = roots.filter((name) => name in globalThis)
  const values = named.map((name) => Reflect.get(globalThis, name) as object)
  for (const each of reached([...values, ...unnamed()])) if (!leftOpen.has(each)) Object.freeze(each)
  for (const [index, name] of named.entries())
    Object.defineProperty(globalThis, name, { value: values[index], writable: false, configurable: false })
}
