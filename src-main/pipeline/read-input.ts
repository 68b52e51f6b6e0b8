import { defaultMaxBytes, type Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'

/** What comes over the wire is text of a limited size; what a step of our own gives is a value already. */
export type Given = Readonly<{ json: string }> | Readonly<{ value: unknown }>

export function valueOf(given: Given, contract: Contract): unknown {
  if ('value' in given) return given.value
  if (Buffer.byteLength(given.json) > (contract.maxBytes ?? defaultMaxBytes))
    throw new AppError('Invalid', 'input.too-large')
  const value = readJson(given.json)
  // NUL and half surrogate pairs are no text: a disk keeps them as something else, and no cloud database takes them
  if (!given.json.isWellFormed() || (/\\u(?:0000|d[89a-f])/i.test(given.json) && !isText(value)))
    throw new AppError('Invalid', 'input.not-text')
  return value
}

/** Objects of what was sent inherit from nothing: whatever a member is called, it is no more than that. */
const inheritsNothing = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.setPrototypeOf(value, null)
    : value

function readJson(json: string): unknown {
  try {
    return JSON.parse(json, inheritsNothing)
  } catch {
    throw new AppError('Invalid', 'input.not-json')
  }
}

/** Without recursion: how deep it goes is up to whoever sent it. */
function isText(value: unknown): boolean {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string' && !(next.isWellFormed() && !next.includes('\u0000'))) return false
    if (typeof next === 'object' && next !== null)
      for (const [key, inner] of Object.entries(next)) left.push(key, inner)
  }
  return true
}
