/** Paper has its own layout: whose and what on top, who, when and where below, on every page. */
import { useEffect, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { logPrint } from '../../shared/access/log-print.ts'
import { readyToPrint } from './before-printing.ts'
import { dateTimeText } from './dates.ts'
import { run } from './holdfast.ts'
import { useMe } from './me.ts'
import { notify } from './notify.ts'
import { wordsFor } from './words.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import classes from './print.module.css'

/** Prints what is shown, once it is recorded that it was. */
export async function printPage(
  what: InputOf<typeof logPrint>['what'],
  patientId: string | null,
): Promise<void> {
  await printRecorded(() => run(logPrint, { what, patientId }))
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

/** Who printed it, when and where: on every page. */
export function PrintFoot() {
  const me = useMe()
  const [printedAt, setPrintedAt] = useState('')
  useEffect(() => {
    const stamp = () => flushSync(() => setPrintedAt(dateTimeText(new Date().toISOString())))
    globalThis.addEventListener('beforeprint', stamp)
    return () => globalThis.removeEventListener('beforeprint', stamp)
  }, [])
  return (
    <footer className={`${classes['foot']} hf-print-only`}>
      {me.practiceName} · printed by {me.displayName}, {printedAt}, workstation {me.workstation}
    </footer>
  )
}
