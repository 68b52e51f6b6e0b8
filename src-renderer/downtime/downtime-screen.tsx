/** Ready for a time without the cloud, or without a computer: the pack, how long this one gets on, what was when. */
import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import { Page } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { Tabs } from '../kernel/tabs.tsx'
import classes from './downtime.module.css'
import { OutagesPanel } from './outages-panel.tsx'
import { PackPanel } from './pack-panel.tsx'
import { ReadinessPanel } from './readiness-panel.tsx'

export type DowntimeTab = 'pack' | 'ready' | 'outages'

/** `first`: the time without the cloud that is opened to begin with. */
export function DowntimeScreen({ tab, first = null }: { tab: DowntimeTab; first?: string | null }) {
  return (
    <Page title="Downtime" note={<Parts tab={tab} />}>
      {tab === 'pack' && <PackPanel />}
      {tab === 'ready' && <ReadinessPanel />}
      {tab === 'outages' && <OutagesPanel first={first} />}
    </Page>
  )
}

function Parts({ tab }: { tab: DowntimeTab }) {
  const unsigned = useAsk(getReadiness, {}).data?.unsigned ?? 0
  const outages = (
    <span>
      Times without the cloud
      {unsigned > 0 && (
        <span className={classes['count']}>
          {unsigned}
          <span className="hf-sr"> to sign off</span>
        </span>
      )}
    </span>
  )
  return (
    <Tabs
      label="Parts of Downtime"
      present={tab}
      tabs={[
        { tab: 'pack', to: '/downtime', name: 'Downtime pack' },
        { tab: 'ready', to: '/downtime/ready', name: 'Readiness and drills' },
        { tab: 'outages', to: '/downtime/outages', name: outages },
      ]}
    />
  )
}
