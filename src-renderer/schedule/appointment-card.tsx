/** Beside whoever the pointer rests on, or the focus: what the desk wants to know, without opening anything. */
import { useEffect, useState } from 'react'
import { getAppointment, type PatientCard } from '../../shared/schedule/get-appointment.ts'
import { formatCents } from '../../shared/kernel/money.ts'
import { ageOf, dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { spanText } from './grid-axis.ts'
import type { Box, Column } from './grid-columns.ts'
import { useHand } from './grid-hand.ts'
import type { Names } from './names.ts'
import classes from './schedule.module.css'
import { stageWords } from './stage-words.ts'

/** A pointer that only passes over shows nothing. */
const [restsMs, cardWidth, cardHeight] = [350, 304, 220]

type Near = Readonly<{ appointmentId: string; key: string; rect: DOMRect }>

/** The appointment under the pointer or with the focus, once it has rested there. */
function useNear(): Near | null {
  const [near, setNear] = useState<Near | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let present: HTMLElement | null = null
    const leave = () => {
      if (timer) clearTimeout(timer)
      present = null
      setNear(null)
    }
    const look = ({ target }: Event) => {
      const box = target instanceof Element ? target.closest<HTMLElement>('[data-appointment]') : null
      if (box === present) return
      leave()
      if (!box) return
      present = box
      wait(box)
    }
    const wait = (box: HTMLElement) => {
      timer = setTimeout(() => {
        const key = box.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? ''
        if (box.isConnected)
          setNear({ appointmentId: box.dataset['appointment'] ?? '', key, rect: box.getBoundingClientRect() })
      }, restsMs)
    }
    // it is somewhere else then: shown again where it comes to rest
    const onScroll = () => {
      if (timer) clearTimeout(timer)
      setNear(null)
      if (present) wait(present)
    }
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && leave()
    document.addEventListener('pointerover', look)
    document.addEventListener('focusin', look)
    document.addEventListener('pointerdown', leave)
    document.addEventListener('keydown', onKey)
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => {
      leave()
      document.removeEventListener('pointerover', look)
      document.removeEventListener('focusin', look)
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [])
  return near
}

export function AppointmentCard({ columns, names }: { columns: readonly Column[]; names: Names }) {
  const near = useNear()
  const isBusy = useHand((state) => state.moving !== null || state.opened !== null)
  const column = columns.find(({ key }) => key === near?.key)
  const box = column?.boxes.find(({ line }) => line.appointmentId === near?.appointmentId)
  if (!near || !column || !box || isBusy) return null
  const { rect } = near
  const isRight = rect.right + cardWidth + 8 < innerWidth
  const style = {
    left: isRight ? rect.right + 6 : Math.max(8, rect.left - cardWidth - 6),
    top: Math.max(8, Math.min(rect.top, innerHeight - cardHeight - 8)),
  }
  return (
    <div className={classes['card']} style={style} role="tooltip">
      {box.people.length > 1 ? (
        <SaidOfGroup box={box} column={column} names={names} />
      ) : (
        <Said box={box} column={column} names={names} />
      )}
    </div>
  )
}

const mostNames = 8

function SaidOfGroup({ box, column, names }: { box: Box; column: Column; names: Names }) {
  const { line, people } = box
  const rest = people.length - mostNames
  return (
    <>
      <h3>
        <span>Group of {people.length}</span>
        <span>{box.stage === line.stage ? stageWords[box.stage].name : ''}</span>
      </h3>
      <dl>
        <dt>When</dt>
        <dd>{spanText(column.axis.timeZone, line.startMin, line.minutes)}</dd>
        {box.typeName !== '' && (
          <>
            <dt>Visit</dt>
            <dd>{box.typeName}</dd>
          </>
        )}
        <dt>With</dt>
        <dd>{names.textOf([...line.providers, ...line.places])}</dd>
        <dt>Who</dt>
        <dd>
          {people.slice(0, mostNames).map(({ appointmentId, name, stage }) => (
            <div key={appointmentId}>
              {name || 'No name'} {stageWords[stage].mark}
            </div>
          ))}
          {rest > 0 && `and ${rest} more`}
        </dd>
      </dl>
    </>
  )
}

function Said({ box, column, names }: { box: Box; column: Column; names: Names }) {
  const { today } = useMe()
  const { line } = box
  const { data } = useAsk(
    getAppointment,
    { patientId: line.patientId, appointmentId: line.appointmentId },
    { gcTime: 0 },
  )
  const who = names.textOf([...line.providers, ...line.places])
  return (
    <>
      <h3>
        <span>{line.name || 'No name'}</span>
        <span>{stageWords[line.stage].name}</span>
      </h3>
      <p>
        {[
          dateText(line.birthDate),
          ageOf(line.birthDate, today),
          line.sex === 'unknown' ? '' : line.sex,
          line.mrn,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <dl>
        <dt>When</dt>
        <dd>{spanText(column.axis.timeZone, line.startMin, line.minutes)}</dd>
        {box.typeName !== '' && (
          <>
            <dt>Visit</dt>
            <dd>{box.typeName}</dd>
          </>
        )}
        {who !== '' && (
          <>
            <dt>With</dt>
            <dd>{who}</dd>
          </>
        )}
        {line.closed ? (
          <>
            <dt>Chart</dt>
            <dd>Closed to you</dd>
          </>
        ) : (
          <>
            {line.reason !== '' && (
              <>
                <dt>Reason</dt>
                <dd>{line.reason}</dd>
              </>
            )}
            <dt>Phone</dt>
            <dd>{line.phone || 'none'}</dd>
            {data?.card && <OfDesk card={data.card} />}
          </>
        )}
        {line.overlaps && (
          <>
            <dt>Mind</dt>
            <dd className={classes['warn']}>Double booked</dd>
          </>
        )}
        {line.conflictId !== null && (
          <>
            <dt>Mind</dt>
            <dd className={classes['warn']}>Two versions: somebody has to choose</dd>
          </>
        )}
      </dl>
    </>
  )
}

const insuranceWords = { active: '', ended: 'ended', 'not-begun': 'not begun yet', none: 'none' } as const

function OfDesk({ card }: { card: PatientCard }) {
  const { state, payer, checkedOn } = card.insurance
  const insurance = [payer, insuranceWords[state], checkedOn && `asked ${dateText(checkedOn)}`].filter(
    Boolean,
  )
  return (
    <>
      <dt>Balance</dt>
      <dd className={card.balanceCents > 0 ? classes['warn'] : undefined}>
        {formatCents(card.balanceCents)}
      </dd>
      <dt>Insurance</dt>
      <dd className={state === 'active' ? undefined : classes['warn']}>{insurance.join(', ')}</dd>
      <dt>Last visit</dt>
      <dd>{card.lastVisit ? dateText(card.lastVisit.slice(0, 10)) : 'not known'}</dd>
    </>
  )
}
