import { listPrinters } from '../../shared/access/list-printers.ts'
import { act } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'

/** The setting's name in `workstation_setting`; its value is what the system calls the printer. */
export const lastPrinterSetting = 'printer.last'

export const listPrintersHandler = act(listPrinters, async ({ host, read }) => {
  const printers = (await host.listPrinters()).slice(0, 500)
  const last = lastPrinter(read())
  return { printers: [...printers], last: printers.some(({ name }) => name === last) ? last : null }
})

const lastPrinter = (read: Reader): string | null =>
  read.rows<{ value: string }>('SELECT value FROM workstation_setting WHERE name = ?', lastPrinterSetting)[0]
    ?.value ?? null
