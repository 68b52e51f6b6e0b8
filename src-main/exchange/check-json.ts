/** What JSON.parse does not say of a text: how deep it is nested, and whether an object has the same name twice. */

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Reads bytes that may be anything. `members` counts the members of all objects together. */
export function shapeOf(bytes: Uint8Array): { depth: number; members: number } {
  let depth = 0
  let deepest = 0
  let members = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      at += 1
      while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
    } else if (byte === colon) members += 1
    else if (byte === openObject || byte === openList) {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (byte === closeObject || byte === closeList) depth -= 1
  }
  return { depth: deepest, members }
}

/** How many members all objects of a parsed value have together: fewer than its text where a name was there twice. */
export function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') members += membersOf(item)
    return members
  }
  for (const name in value) {
    members += 1
    const inner = (value as Record<string, unknown>)[name]
    if (typeof inner === 'object') members += membersOf(inner)
  }
  return members
}

/** Where the first repeated name stands, as a path: `name[0].family`. The text must be JSON. */
export function repeatedName(text: string): string {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g
  const stack: { path: string; names: Set<string> | null; index: number; name: string }[] = []
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match
    const top = stack.at(-1)
    if (token === '{' || token === '[') {
      const path = top ? pathOf(top) : ''
      stack.push({ path, names: token === '{' ? new Set() : null, index: 0, name: '' })
    } else if (token === '}' || token === ']') stack.pop()
    else if (token === ',' && top) top.index += 1
    else if (
      token.startsWith('"') &&
      top?.names &&
      /^\s*:/.test(text.slice(tokens.lastIndex, tokens.lastIndex + 50))
    ) {
      top.name = String(JSON.parse(token))
      if (top.names.has(top.name)) return pathOf(top)
      top.names.add(top.name)
    }
  }
  return ''
}

const pathOf = (top: { path: string; names: Set<string> | null; index: number; name: string }): string =>
  top.names === null ? `${top.path}[${top.index}]` : [top.path, top.name].filter(Boolean).join('.')
