/** The first look: what is going on, what was found, what comes next. Each block leads to its section. */
import { Link } from '@tanstack/react-router'
import { createContext, useContext, type ReactNode } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getChart, SummaryItem } from '../../shared/charting/get-chart.ts'
import { vitalSigns } from '../../shared/charting/vital-signs.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { ComingVisits } from '../schedule/coming-visits.tsx'
import { Mark, useMarks, useNotShown } from '../privacy/marks.tsx'
import { AmendedMark } from '../amendments/amended-mark.tsx'
import { Flag } from './flag.tsx'
import type { SectionId } from './sections.ts'
import { statusText } from './status-words.ts'
import classes from './summary.module.css'

type Chart = OutputOf<typeof getChart>
/** Which entries are of a kind of data. */
const Marked = createContext<ReturnType<typeof useMarks>>(new Map())

export function Summary({ patientId, chart }: { patientId: string; chart: Chart }) {
  const block = { patientId }
  return (
    <Marked value={useMarks(patientId)}>
      <div className={classes['summary']}>
        <div className={classes['column']}>
          <Block
            {...block}
            to="problems"
            title="Problems"
            count={chart.problems.length}
            nothing="No active problem."
          >
            <Items items={chart.problems} when={(item) => item.at && `since ${dateText(item.at)}`} />
          </Block>
          <Block
            {...block}
            to="medications"
            title="Medications"
            count={chart.medications.length}
            nothing="Takes nothing that is recorded."
          >
            <Items items={chart.medications} />
          </Block>
          <Block
            {...block}
            to="allergies"
            title="Allergies"
            count={chart.allergies.length}
            nothing={chart.noKnownAllergies ? 'No known allergies.' : 'Nothing recorded: ask.'}
          >
            <ul>
              {chart.allergies.map((allergy) => (
                <li key={allergy.id} className={classes['item']}>
                  <span className={allergy.high ? classes['danger'] : undefined}>
                    {allergy.substance}
                    <AmendedMark id={allergy.id} />
                  </span>
                  <span className={classes['detail']}>{allergy.reactions}</span>
                </li>
              ))}
            </ul>
          </Block>
        </div>
        <div className={classes['column']}>
          <Block
            {...block}
            to="vitals"
            title="Latest vitals"
            note={chart.vitals.takenAt && dateTimeText(chart.vitals.takenAt)}
            count={chart.vitals.values.length}
            nothing="Never taken here."
          >
            <dl className={classes['vitals']}>
              {vitalSigns.flatMap((sign) => {
                const value = chart.vitals.values.find((each) => each.kind === sign.kind)
                if (!value) return []
                return [
                  <div key={sign.kind}>
                    <dt>{sign.short}</dt>
                    <dd>
                      {value.text} <Flag flag={value.flag} />
                    </dd>
                  </div>,
                ]
              })}
            </dl>
          </Block>
          <Block
            {...block}
            to="results"
            title="Recent results"
            count={chart.results.length}
            nothing="No laboratory result."
          >
            <ul>
              {chart.results.map((result) => (
                <li key={result.id} className={classes['item']}>
                  <span>
                    {result.text}
                    <AmendedMark id={result.id} />
                  </span>
                  <span className={classes['value']}>
                    {result.detail} <Flag flag={result.flag} />
                  </span>
                  <span className={classes['when']}>{dateText(result.at)}</span>
                </li>
              ))}
            </ul>
          </Block>
          <Block
            {...block}
            to="immunizations"
            title="Immunizations"
            count={chart.immunizations.length}
            nothing="None recorded."
          >
            <Items items={chart.immunizations} when={(item) => dateText(item.at)} />
          </Block>
        </div>
        <div className={classes['column']}>
          <ComingVisits patientId={patientId} />
          <Block
            {...block}
            to="encounters"
            title="Encounters"
            count={chart.encounters.length}
            nothing="Not seen yet."
          >
            <Items items={chart.encounters} when={(item) => dateText(item.at)} />
          </Block>
          <Block {...block} to="documents" title="Documents" count={chart.documents.length} nothing="None.">
            <Items items={chart.documents} when={(item) => dateText(item.at)} />
          </Block>
          {chart.goals.length > 0 && (
            <Block {...block} to="care-plans" title="Goals" count={chart.goals.length} nothing="">
              <Items items={chart.goals.map((goal) => ({ ...goal, detail: statusText(goal.detail) }))} />
            </Block>
          )}
          {chart.socialHistory.length > 0 && (
            <Block
              {...block}
              to="timeline"
              title="Social history"
              count={chart.socialHistory.length}
              nothing=""
            >
              <Items items={chart.socialHistory} />
            </Block>
          )}
          {chart.careTeam.length > 0 && (
            <Block {...block} to="care-plans" title="Care team" count={chart.careTeam.length} nothing="">
              <ul>
                {chart.careTeam.map((member) => (
                  <li key={`${member.name}|${member.role}`} className={classes['item']}>
                    <span>{member.name}</span>
                    <span className={classes['detail']}>{member.role}</span>
                  </li>
                ))}
              </ul>
            </Block>
          )}
        </div>
      </div>
    </Marked>
  )
}

type BlockProps = {
  patientId: string
  to: SectionId
  title: string
  note?: string | null
  count: number
  nothing: string
  children: ReactNode
}

function Block({ patientId, to, title, note, count, nothing, children }: BlockProps) {
  const notShown = useNotShown(patientId)(to)
  return (
    <section className={classes['block']}>
      <h2>
        <Link to="/chart/$patientId/$section" params={{ patientId, section: to }}>
          {title}
        </Link>
        {note && <small>{note}</small>}
      </h2>
      {count > 0 ? children : notShown === 0 && <p className={classes['nothing']}>{nothing}</p>}
      {notShown > 0 && (
        <p className={classes['nothing']}>
          {count === 0 ? notShown : `${notShown} more`} not shown to you
          {to === 'medications' ? ': ask before anything is prescribed.' : '.'}
        </p>
      )}
    </section>
  )
}

const shown = 12

function Items({
  items,
  when,
}: {
  items: readonly SummaryItem[]
  when?: (item: SummaryItem) => string | null
}) {
  const marks = useContext(Marked)
  return (
    <ul>
      {items.slice(0, shown).map((item) => (
        <li key={item.id} className={classes['item']}>
          <span>
            <Mark kinds={marks.get(item.id)} />
            {item.text}
            <AmendedMark id={item.id} />
          </span>
          {item.detail && <span className={classes['detail']}>{item.detail}</span>}
          {when && <span className={classes['when']}>{when(item)}</span>}
        </li>
      ))}
      {items.length > shown && <li className={classes['nothing']}>and {items.length - shown} more</li>}
    </ul>
  )
}
