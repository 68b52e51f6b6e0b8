/** Sources by their syntax tree, and rules over it (dangers.ts). */
import { parseSync } from 'vite'

export type SyntaxNode = Readonly<{ type: string; start: number; end: number } & Record<string, unknown>>
export type Rule = Readonly<{
  name: string
  catches(node: SyntaxNode): boolean
  /** Sources it catches. */
  seeds: readonly string[]
  /** Their harmless neighbours. */
  lets: readonly string[]
  /** Where it may stand once: `file: the line`, and why. */
  reviewed?: Readonly<Record<string, string>>
}>

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
export const nodesIn = (value: unknown): SyntaxNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []

/** It and all below it. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const value of Object.values(node)) for (const inner of nodesIn(value)) yield* walk(inner)
}

/** A text that stands there as such. */
export function textIn(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  const [quasi] = nodesIn(node['quasis'])
  const cooked = (quasi?.['value'] as { cooked?: string } | undefined)?.cooked
  return node.type === 'TemplateLiteral' && nodesIn(node['expressions']).length === 0
    ? (cooked ?? null)
    : null
}
/** What is called or reached, by its last name: `f`, `a.f`, `a['f']`. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node['name'])
  if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression')
    return nameOf(node['expression'])
  if (node.type !== 'MemberExpression') return null
  return node['computed'] === true ? textIn(node['property']) : nameOf(node['property'])
}
export const keyOf = (node: SyntaxNode): string | null => nameOf(node['key']) ?? textIn(node['key'])
/** Names of a call or `new`; null for all else. */
export const calleeOf = (node: SyntaxNode): string | null =>
  node.type === 'CallExpression' || node.type === 'NewExpression' ? nameOf(node['callee']) : null
export const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => nodesIn(node['arguments'])

export const calls = (node: SyntaxNode, name: RegExp): boolean => name.test(calleeOf(node) ?? '')
export const hears = (node: SyntaxNode, event: string): boolean =>
  calls(node, /^(on|once|addListener|prependListener|addEventListener)$/) &&
  textIn(argumentsOf(node)[0]) === event
/** Named at all: called, handed on, or by its text. */
export const names = (node: SyntaxNode, name: RegExp): boolean =>
  name.test(
    node.type === 'Literal' ? (textIn(node) ?? '') : node.type === 'Identifier' ? (nameOf(node) ?? '') : '',
  )
export const isProperty = (node: SyntaxNode, name: string): boolean =>
  node.type === 'Property' && keyOf(node) === name
export const importsFrom = (node: SyntaxNode, name: RegExp): boolean =>
  (/^(Import|Export\w*)Declaration$/.test(node.type) && name.test(textIn(node['source']) ?? '')) ||
  (node.type === 'ImportExpression' && name.test(textIn(node['source']) ?? '')) ||
  (calls(node, /^require$/) && name.test(textIn(argumentsOf(node)[0]) ?? ''))
/** Put together from parts that are not written there. */
export const isMade = (node: SyntaxNode | undefined): boolean =>
  node !== undefined && textIn(node) === null && !/^(ArrowFunction|Function)Expression$/.test(node.type)

/** Lines of a source that a rule catches, as `file: line`. Throws where it cannot be read. */
export function caughtIn(
  file: string,
  source: string,
  rules: readonly Rule[],
): { rule: string; at: string }[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const found: { rule: string; at: string }[] = []
  for (const node of walk(program as unknown as SyntaxNode))
    for (const rule of rules)
      if (rule.catches(node)) found.push({ rule: rule.name, at: `${file}: ${lineAt(source, node.start)}` })
  return found
}
const lineAt = (source: string, at: number): string =>
  source
    .slice(source.lastIndexOf('\n', at - 1) + 1)
    .split('\n', 1)[0]
    ?.trim() ?? ''
