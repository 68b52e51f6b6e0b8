/**
 * Counts the resources of a folder in another way than the importer does: every file whole, with JSON.parse. What it
 * counts is what an import of the folder must have read.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

type Value = { resourceType?: unknown; entry?: unknown } | null

/** How many of each type; a JSON file that holds no resource counts nothing. */
export function countResources(folder: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    for (const value of valuesOf(join(folder, name)))
      for (const resource of resourcesIn(value)) {
        const { resourceType } = resource as { resourceType: string }
        counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1)
      }
  return counts
}

function valuesOf(path: string): Value[] {
  if (!/\.(json|ndjson|jsonl)(\.gz)?$/i.test(path)) return []
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  if (/\.json(\.gz)?$/i.test(path)) return [JSON.parse(text) as Value]
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Value)
}

function resourcesIn(value: Value): object[] {
  if (Array.isArray(value)) return (value as Value[]).flatMap(resourcesIn)
  if (typeof value?.resourceType !== 'string') return []
  if (value.resourceType !== 'Bundle') return [value]
  return ((value.entry ?? []) as { resource?: object }[]).flatMap(({ resource }) => resource ?? [])
}
