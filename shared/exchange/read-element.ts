/**
 * Reads elements of a resource that came from anywhere: what has not the form FHIR R4 gives it is refused by its path,
 * so that no mapping ever meets a text where it expects a list.
 */
import type { CodeableConcept, Coding, Quantity } from '@medplum/fhirtypes'
import { Refused } from './refusal.ts'

const nothing: readonly never[] = []

export function list<T extends object>(value: readonly T[] | undefined, path: string): readonly T[] {
  if (value === undefined) return nothing
  if (!Array.isArray(value)) throw new Refused('element.shape', path)
  for (const [index, item] of value.entries()) element(item, `${path}[${index}]`)
  return value as readonly T[]
}

/** A list of texts. Null stands in for one that has only extensions, and is left out. */
export function texts(value: readonly string[] | undefined, path: string): string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Refused('element.shape', path)
  return (value as unknown[]).flatMap((item, index) =>
    item === null ? [] : [text(item as string, `${path}[${index}]`)],
  )
}

export function element<T extends object>(value: T | undefined, path: string): T | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('element.shape', path)
  return value
}

/** Empty where it is not there. */
export function text(value: string | undefined, path: string): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') throw new Refused('element.shape', path)
  return value
}

export function number(value: number | undefined, path: string): number | null {
  if (value === undefined) return null
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refused('element.shape', path)
  return value
}

export function yes(value: boolean | undefined, path: string): boolean | null {
  if (value === undefined) return null
  if (typeof value !== 'boolean') throw new Refused('element.shape', path)
  return value
}

/** `value` where it is one of `allowed`, else `otherwise`. */
export const oneOf = <T extends string>(value: string, allowed: readonly T[], otherwise: T): T =>
  (allowed as readonly string[]).includes(value) ? (value as T) : otherwise

export type Concept = Readonly<{ text: string; system: string | null; code: string | null }>
const noConcept: Concept = { text: '', system: null, code: null }

/**
 * What a concept says in words, and one of its codes: the one a person picked, else the first of a system in
 * `prefer`, else the first. `text` is empty for a concept that says nothing.
 */
export function concept(
  value: CodeableConcept | undefined,
  path: string,
  prefer: readonly string[] = [],
): Concept {
  if (element(value, path) === undefined) return noConcept
  const codings = list(value?.coding, `${path}.coding`)
  const chosen =
    codings.find((coding) => coding.userSelected === true) ??
    codings.find((coding) => prefer.includes(coding.system ?? '')) ??
    codings[0]
  const at = `${path}.coding`
  const words =
    text(value?.text, `${path}.text`) ||
    text(chosen?.display, at) ||
    text(codings.find((coding) => coding.display)?.display, at) ||
    text(chosen?.code, at)
  return {
    text: words,
    system: text(chosen?.system, at) || null,
    code: text(chosen?.code, at) || null,
  }
}

/** The first code a concept has, for elements with a fixed set of them. */
export const codeOf = (value: CodeableConcept | undefined, path: string): string =>
  text(list(element(value, path)?.coding, `${path}.coding`)[0]?.code, `${path}.coding[0].code`)

export const codingText = (value: Coding | undefined, path: string): string =>
  text(element(value, path)?.display, path) || text(value?.code, path)

/** The words of several concepts, one after the other. */
export const conceptTexts = (values: readonly CodeableConcept[] | undefined, path: string): string[] =>
  list(values, path)
    .map((value, index) => concept(value, `${path}[${index}]`).text)
    .filter(Boolean)

const ucum = 'http://unitsofmeasure.org'

/** A unit as its UCUM code, which can be converted; else in the words it came with. */
export const unitOf = (quantity: Quantity, path: string): string =>
  (text(quantity.system, `${path}.system`).startsWith(ucum) && text(quantity.code, `${path}.code`)) ||
  text(quantity.unit, `${path}.unit`) ||
  text(quantity.code, `${path}.code`)

/** `<5 mg`, as a person reads it. */
export function quantityText(value: Quantity | undefined, path: string): string {
  if (element(value, path) === undefined || !value) return ''
  const size = number(value.value, `${path}.value`)
  const unit = text(value.unit, `${path}.unit`) || text(value.code, `${path}.code`)
  return [size === null ? '' : `${text(value.comparator, path)}${size}`, unit].filter(Boolean).join(' ')
}
