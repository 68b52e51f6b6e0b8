/** What stands where a part of a chart will be that is not on this computer. It says so, and what there is; it never looks like an empty chart. */
import { Loader } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { momentText } from '../kernel/dates.ts'
import classes from './not-here.module.css'
import type { Standing } from './standing.ts'

const words: Readonly<Record<Standing['cloud'], string>> = {
  reached: 'It is being brought from the cloud, and shows here by itself. You can go on meanwhile.',
  'looked-for':
    'The cloud is being looked for. Once it is found, this part comes from there by itself. You can go on meanwhile; until then do not take it that there is nothing.',
  away: 'The cloud cannot be reached. This part was asked for, and comes by itself when the cloud is back. Until then do not take it that there is nothing: ask the patient, or look at another computer.',
}

export function NotHere({ patientId, standing }: { patientId: string; standing: Standing }) {
  const { cloud, parts } = standing
  const at = parts.find(({ part }) => part === 'allergies')?.confirmedAt ?? null
  return (
    <section className={classes['notHere']} aria-labelledby="not-here-title" aria-live="polite">
      <div className={classes['sign']} aria-hidden="true">
        {cloud !== 'away' ? <Loader size={22} /> : <IconCloudOff size={24} stroke={1.5} />}
      </div>
      <h2 id="not-here-title">This part of the chart is not on this computer yet</h2>
      <p>{words[cloud]}</p>
      <dl className={classes['here']}>
        <dt>Here now</dt>
        <dd>
          Demographics, insurance, alerts and{' '}
          <Link to="/chart/$patientId/$section" params={{ patientId, section: 'allergies' }}>
            allergies
          </Link>
          {at && `, as of ${momentText(at)}`}
        </dd>
        <dt>Not here</dt>
        <dd>Problems, medications, results, visits and all other parts</dd>
      </dl>
    </section>
  )
}
