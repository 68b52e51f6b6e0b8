import { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { numberText } from '../kernel/pace-text.ts'
import { useAsk } from '../kernel/queries.ts'
import { OneAuditAlarm } from './audit-alarm.tsx'
import { alarmWords, witnessedText } from './audit-words.ts'
import classes from './cloud.module.css'
import { ExportAudit } from './export-audit.tsx'

/** How far somebody else can vouch for what is recorded here, and what does not fit. */
export function AuditStanding({ isConnected }: { isConnected: boolean }) {
  const me = useMe()
  const { data: it } = useAsk(getAuditStanding, {})
  if (!it) return null
  return (
    <section className={classes['standing']} aria-label="Audit log">
      <h2>Audit log</h2>
      <dl className={classes['facts']}>
        <dt>Now</dt>
        <dd>{witnessedText(it, isConnected)}</dd>
        <dt>Entries of this computer</dt>
        <dd>{numberText(it.entries)}</dd>
      </dl>
      {it.alarms.map((alarm) => (
        <div key={alarm.alarmId} className={classes['alarm']}>
          <h3>
            {alarmWords[alarm.kind].short} <span>{dateTimeText(alarm.at)}</span>
          </h3>
          <OneAuditAlarm alarm={alarm} />
        </div>
      ))}
      {me.can('audit.read') && (
        <div className={classes['change']}>
          <ExportAudit />
        </div>
      )}
    </section>
  )
}
