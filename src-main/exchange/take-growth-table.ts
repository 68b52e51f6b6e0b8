import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { growthTableType, readGrowthTable } from '../../shared/exchange/growth-table.ts'
import type { Refusal } from '../../shared/exchange/import-report.ts'
import { Refused } from '../../shared/exchange/refusal.ts'
import type { SourceFile } from './find-files.ts'
import type { GrowthFile } from './worker-protocol.ts'

/** The longest of them is a tenth of this. */
const largest = 1024 * 1024

export type GrowthOutcome =
  Readonly<{ kind: 'growth'; growth: GrowthFile }> | Readonly<{ kind: 'refused'; refusal: Refusal }>

export async function takeGrowthTable(file: SourceFile): Promise<GrowthOutcome> {
  try {
    if (file.bytes > largest) throw new Refused('growth.table', '', 'too long')
    const text = await readFile(file.path, 'utf8')
    return { kind: 'growth', growth: { file: file.name, tables: readGrowthTable(basename(file.name), text) } }
  } catch (error) {
    const { reason, path, detail } = error instanceof Refused ? error : new Refused('file.unreadable')
    return {
      kind: 'refused',
      refusal: { file: file.name, line: 0, resourceType: growthTableType, path, reason, detail },
    }
  }
}
