/** The source files, and what they import. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { root } from '../../tools/proc.ts'

/** Files below the folders of the repository that are there, by their path from its root. */
export function filesIn(folders: readonly string[], ending: RegExp): string[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => ending.test(file))
    .toSorted()
}

function walk(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path)
      return entry.isFile() ? [path] : []
    })
  } catch {
    // src-cloud is not there yet
    return []
  }
}

export const sources = ['shared', 'src-main', 'src-renderer', 'src-cloud'] as const
export const code = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Code without comments, its line breaks kept. A string that holds `//` after white space would be cut: none does. */
export const withoutComments = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1')

export type Import = Readonly<{
  file: string
  /** A path from the repository's root, or the name of a package or of a module of Node. */
  to: string
  typeOnly: boolean
}>

const statements =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)|\brequire\(\s*['"]([^'"\n]+)['"]\s*\)/g

export function importsOf(file: string): Import[] {
  return [...withoutComments(textOf(file)).matchAll(statements)].map((match) => {
    const name = match[2] ?? match[3] ?? match[4] ?? ''
    const local = name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), name)) : name
    return { file, to: local.replace(/\?.*$/, ''), typeOnly: match[1] !== undefined }
  })
}

/** The package a name belongs to: `@scope/name/deep` is of `@scope/name`. */
export const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

export const isLocal = (name: string): boolean =>
  /^(shared|src-|tests\/|tools\/|\.\.?\/)/.test(name) || name.includes('.ts')

/** Every line of the files that matches, as `file:line: text`. */
export function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    withoutComments(textOf(file))
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
}
export const folderOf = (file: string): string => dirname(file)

/** Folders of src-main, shared and src-renderer that are about something a practice does. */
export const domains = [
  'access',
  'patients',
  'schedule',
  'charting',
  'billing',
  'exchange',
  'attention',
  'cloud',
  'amendments',
  'disclosures',
  'downtime',
  'privacy',
  'retention',
  'exports',
  'security',
  'auditing',
]
