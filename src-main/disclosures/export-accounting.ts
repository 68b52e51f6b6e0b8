import { randomBytes } from 'node:crypto'
import { csvCell } from '../../shared/audit/csv.ts'
import { purposeWords, recipientWords } from '../../shared/audit/handing-out.ts'
import type { AccountedLine } from '../../shared/disclosures/disclosure-view.ts'
import { exportAccounting } from '../../shared/disclosures/export-accounting.ts'
import { wayWords } from '../../shared/disclosures/way-words.ts'
import { codeBytes, writeCode } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { writeWholeFile } from '../store/whole-file.ts'
import { accountingOf } from './get-accounting.ts'

export const exportAccountingHandler = act(
  exportAccounting,
  async ({ session, ctx, host, read, record }, { encrypted, ...asked }) => {
    must(session && ctx, 'export-accounting.session')
    if (!encrypted && !session.actor.can.has('export.clear'))
      throw new AppError('Forbidden', 'export.must-encrypt')
    const { lines } = accountingOf(read(), asked, ctx)
    const folder = await host.chooseFolder('Choose a folder for the list')
    if (folder === null) return { written: null }
    const passphrase = encrypted ? writeCode(randomBytes(codeBytes)) : null
    // no name of theirs: a folder is seen by others
    const fileName = `holdfast-disclosures-${ctx.now.replaceAll(/[:.]/g, '')}.csv${encrypted ? '.age' : ''}`
    record()
    await writeWholeFile({ folder, name: fileName, passphrase }, inOnePart(tableOf(lines)))
    return { written: { fileName, lines: lines.length, passphrase } }
  },
)

const columns: Readonly<Record<string, (line: AccountedLine) => string>> = {
  Date: ({ day }) => day,
  'Given to': ({ recipient }) => recipientWords[recipient],
  Name: ({ recipientName }) => recipientName,
  Address: ({ recipientAddress }) => recipientAddress,
  'What, in brief': ({ what }) => what,
  Why: ({ purpose }) => purposeWords[purpose],
  'Why, in words': ({ purposeText }) => purposeText,
  How: ({ how }) => wayWords[how],
  'Accounted for under 45 CFR 164.528': ({ accounted }) => (accounted ? 'yes' : 'no'),
  Corrected: ({ corrected }) => (corrected ? 'yes' : ''),
}

/** As every spreadsheet reads it (RFC 4180). */
const tableOf = (lines: readonly AccountedLine[]): string =>
  `\uFEFF${[Object.keys(columns), ...lines.map((line) => Object.values(columns).map((of) => of(line)))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')}`

async function* inOnePart(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text))
}
