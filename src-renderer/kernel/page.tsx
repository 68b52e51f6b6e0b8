import type { ReactNode } from 'react'
import classes from './page.module.css'

/** A screen: its name, what can be done, and the work below. */
export function Page({
  title,
  note,
  tools,
  children,
}: {
  title: string
  note?: ReactNode
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={classes['page']} aria-labelledby="page-title">
      <header className={classes['head']}>
        <h1 id="page-title">{title}</h1>
        {note && <span className={classes['note']}>{note}</span>}
        <div className={`${classes['tools']} hf-no-print`}>{tools}</div>
      </header>
      <div className={classes['body']}>{children}</div>
    </section>
  )
}

/** What a list says when there is nothing in it: what is missing, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <p className={classes['emptyTitle']}>{title}</p>
      {children && <div>{children}</div>}
    </div>
  )
}

/** Something that was asked for cannot be shown. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className={classes['problem']}>
      {children}
    </div>
  )
}
