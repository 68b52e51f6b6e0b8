/** Ready for a time without the cloud, or without a computer: the pack, how long this one gets on, what was when. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import { Page } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import classes from './downtime.module.css'
import { OutagesPanel } from './outages-panel.tsx'
import { PackPanel } from './pack-panel.tsx'
import { ReadinessPanel } from './readiness-panel.tsx'

export type DowntimeTab = 'pack' | 'ready' | 'outages'

/** `first`: the time without the cloud that is opened to begin with. */
export function DowntimeScreen({ tab, first = null }: { tab: DowntimeTab; first?: string | null }) {
  return (
    <Page title="Downtime" note={<Tabs tab={tab} />}>
      {tab === 'pack' && <PackPanel />}
      {tab === 'ready' && <ReadinessPanel />}
      {tab === 'outages' && <OutagesPanel first={first} />}
    </Page>
  )
}

function Tabs({ tab }: { tab: DowntimeTab }) {
  const unsigned = useAsk(getReadiness, {}).data?.unsigned ?? 0
  const link = (
    to: '/downtime' | '/downtime/ready' | '/downtime/outages',
    of: DowntimeTab,
    name: ReactNode,
  ) => (
    <Link to={to} activeOptions={{ exact: true }} aria-current={tab === of ? 'page' : undefined}>
      {name}
    </Link>
  )
  return (
    <nav className={`${classes['tabs']} hf-no-print`} aria-label="Parts of Downtime">
      {link('/downtime', 'pack', 'Downtime pack')}
      {link('/downtime/ready', 'ready', 'Readiness and drills')}
      {link(
        '/downtime/outages',
        'outages',
        <span>
          Times without the cloud
          {unsigned > 0 && (
            <span className={classes['count']}>
              {unsigned}
              <span className="hf-sr"> to sign off</span>
            </span>
          )}
        </span>,
      )}
    </nav>
  )
}
