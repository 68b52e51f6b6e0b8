import { keepPrinter, sendToPrinter } from '../../shared/access/send-to-printer.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act, handle } from '../pipeline/handle.ts'
import { lastPrinterSetting } from './list-printers.ts'

export const sendToPrinterHandler = act(sendToPrinter, async ({ host, step, record }, { printer }) => {
  if (!(await host.listPrinters()).some(({ name }) => name === printer))
    throw new AppError('NotFound', 'print.no-printer')
  record()
  if (!(await host.print(printer))) throw new AppError('Unavailable', 'print.failed')
  step(keepPrinter, { printer })
  return {}
})

export const keepPrinterHandler = handle(keepPrinter, (tx, { printer }) => {
  tx.writeLocal(
    'INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)',
    lastPrinterSetting,
    printer,
  )
  return {}
})
