import type { ReactNode } from 'react'
import { Mark } from '../kernel/mark.tsx'
import classes from './gate-card.module.css'

/** The frame of every screen before sign-in. */
export function GateCard({
  title,
  lead,
  wide,
  children,
}: {
  title: string
  lead?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  return (
    <main className={classes['page']}>
      <div className={classes['card']} data-wide={wide || undefined}>
        <header className={classes['brand']}>
          <Mark size={20} />
          <span>Holdfast</span>
        </header>
        <h1 className={classes['title']}>{title}</h1>
        {lead && <p className={classes['lead']}>{lead}</p>}
        {children}
      </div>
    </main>
  )
}
