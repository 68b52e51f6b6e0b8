import { AppError, must } from './errors.ts'

/** Money is a whole number of cents (US dollars). There is no float anywhere. */
export type Cents = number

const largest = Number.MAX_SAFE_INTEGER

/** Adds amounts; throws where the sum would no longer be exact. */
export function addCents(...amounts: readonly Cents[]): Cents {
  let sum = 0
  for (const amount of amounts) {
    must(Number.isSafeInteger(amount), 'money.not-whole-cents')
    sum += amount
    must(Number.isSafeInteger(sum), 'money.too-large')
  }
  return sum
}

/** `-123456` -> `-$1,234.56`. */
export function formatCents(amount: Cents): string {
  must(Number.isSafeInteger(amount), 'money.not-whole-cents')
  const digits = Math.abs(amount).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}$${whole}.${digits.slice(-2)}`
}

/** What a person types for an amount: `12`, `12.5`, `$1,234.56`, `-3.00`, `(3.00)`. Invalid beyond two decimals. */
export function parseCents(typed: string): Cents {
  const trimmed = typed.trim()
  const inner = /^\((.+)\)$/.exec(trimmed)
  const match = /^(-?)\$?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?$/.exec((inner?.[1] ?? trimmed).trim())
  if (!match || (match[2] === undefined && match[3] === undefined))
    throw new AppError('Invalid', 'money.unreadable')
  const cents = Number((match[2] ?? '0').replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  if (cents > largest) throw new AppError('Invalid', 'money.too-large')
  // a minus sign inside brackets could mean either
  if (inner && match[1] === '-') throw new AppError('Invalid', 'money.unreadable')
  const negative = match[1] === '-' || inner !== null
  return negative && cents !== 0 ? -cents : cents
}

/**
 * Splits an amount in parts proportional to `weights`, losing no cent: the largest remainders get the odd cents,
 * earlier parts first among equals.
 */
export function allocateCents(amount: Cents, weights: readonly number[]): Cents[] {
  must(Number.isSafeInteger(amount), 'money.not-whole-cents')
  must(
    weights.length > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'money.weights',
  )
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  must(total > 0n, 'money.weights')
  const sign = amount < 0 ? -1 : 1
  const size = BigInt(Math.abs(amount))
  const parts = weights.map((weight, index) => {
    const product = size * BigInt(weight)
    return { index, cents: Number(product / total), rest: product % total }
  })
  let left = Math.abs(amount) - parts.reduce((sum, part) => sum + part.cents, 0)
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const part of byRest) {
    if (left === 0) break
    part.cents += 1
    left -= 1
  }
  return parts.map((part) => (part.cents === 0 ? 0 : sign * part.cents))
}
