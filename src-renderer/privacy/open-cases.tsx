import { getCaseCount } from '../../shared/privacy/get-case-count.ts'
import { useAsk } from '../kernel/queries.ts'
import classes from './cases.module.css'

/** In the rail: how many cases wait. Only for whoever may look into them. */
export function OpenCases() {
  const open = useAsk(getCaseCount, {}).data?.open ?? 0
  return open === 0 ? null : (
    <span className={classes['count']}>
      {open > 99 ? '99+' : open}
      <span className="hf-sr"> waiting</span>
    </span>
  )
}
