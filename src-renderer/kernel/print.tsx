/** Paper has its own layout: whose and what on top, who, when and where below, on every page. */
import { useEffect, type ReactNode } from 'react'
import { aboutNobody, logPrint, type PrintWhat } from '../../shared/access/log-print.ts'
import { listPrinters } from '../../shared/access/list-printers.ts'
import { sendToPrinter } from '../../shared/access/send-to-printer.ts'
import { readyToPrint } from './before-printing.ts'
import { dateTimeText } from './dates.ts'
import { useGiving } from './giving.ts'
import { ask, run } from './holdfast.ts'
import { useMe } from './me.ts'
import { notify } from './notify.ts'
import { patientsOnPaper } from './on-paper.ts'
import { wordsFor } from './words.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import classes from './print.module.css'

/**
 * Prints what is shown, once it is recorded for whom: that, and the printer, is asked in the panel of disclosures/. `title`: what it is called.
 * Resolves when the printer was told, or nobody wants it any more.
 */
export async function printPage(what: PrintWhat, patientId: string | null, title = ''): Promise<void> {
  // asked already
  if (useGiving.getState().toPrint) return undefined
  if (aboutNobody.includes(what)) {
    // nobody is asked for whom; where the system does not say what printers there are, there is nothing to ask
    const { printers } = await ask(listPrinters, {}).catch(() => ({ printers: [] }))
    if (printers.length === 0) return printRecorded(() => run(logPrint, { what, patientId }))
  }
  const patientIds = patientId === null ? patientsOnPaper() : [patientId]
  return new Promise((done) => useGiving.setState({ toPrint: { what, title, patientId, patientIds, done } }))
}

/** To that printer, or to one that is chosen in the system's window, of which nothing is heard. `isGiven`: it stands in a list of disclosures. */
export async function toPaper(printer: string | null, isGiven: boolean): Promise<void> {
  try {
    await readyToPrint()
    if (printer === null) globalThis.print()
    else await run(sendToPrinter, { printer })
  } catch (error) {
    const stands = isGiven ? ' The disclosure stands in the list; correct it there if nothing was given.' : ''
    if (error instanceof AppError) notify(`${wordsFor(error)}${stands}`, 'problem')
  }
}

/** Prints what is shown, once `record` has written down that it is. */
export async function printRecorded(record: () => Promise<unknown>): Promise<void> {
  try {
    await record()
    await readyToPrint()
    globalThis.print()
  } catch (error) {
    if (error instanceof AppError) notify(wordsFor(error), 'problem')
  }
}

export function PrintFrame({
  title,
  subject,
  children,
}: {
  title: string
  subject?: ReactNode
  children: ReactNode
}) {
  const me = useMe()
  return (
    <div className={classes['frame']}>
      <header className={`${classes['head']} hf-print-only`}>
        <strong>{subject ?? me.practiceName}</strong>
        <span>{title}</span>
      </header>
      {children}
      <PrintFoot />
    </div>
  )
}

/** Who printed it, when and where: in the margin of every page, also the first, which what is fixed to the page leaves out. */
export function PrintFoot() {
  const me = useMe()
  useEffect(() => {
    const root = document.documentElement
    const stamp = () => {
      const at = dateTimeText(new Date().toISOString())
      const words = `${me.practiceName} · printed by ${me.displayName}, ${at}, workstation ${me.workstation}`
      root.style.setProperty('--print-foot', cssText(words))
    }
    globalThis.addEventListener('beforeprint', stamp)
    return () => {
      globalThis.removeEventListener('beforeprint', stamp)
      root.style.removeProperty('--print-foot')
    }
  }, [me])
  return null
}

/** As a string of a style: whatever a practice or a person is called, it is text. */
const cssText = (words: string): string =>
  `"${words.replace(/["\\\p{Cc}]/gu, (each) => `\\${each.codePointAt(0)?.toString(16) ?? ''} `)}"`
