import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './tabs.module.css'

export type Tab = Readonly<{ tab: string; to: NonNullable<LinkProps['to']>; name: ReactNode }>

/** Parts of one screen, each at its own place. `label`: what a screen reader calls them. */
export function Tabs({ label, tabs, present }: { label: string; tabs: readonly Tab[]; present: string }) {
  return (
    <nav className={`${classes['tabs']} hf-no-print`} aria-label={label}>
      {tabs.map(({ tab, to, name }) => (
        <Link
          key={tab}
          to={to}
          activeOptions={{ exact: true }}
          aria-current={tab === present ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
