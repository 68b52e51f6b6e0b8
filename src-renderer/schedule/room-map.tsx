/** Who is in which room, and who is with whom. */
import { memo } from 'react'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { spanText, stageNames, waitOf, type Limits } from './flow-view.ts'
import map from './room-map.module.css'
import classes from './flow.module.css'
import type { Names } from './names.ts'
import type { Room } from './room-choice.tsx'

type Props = Readonly<{
  rooms: readonly Room[]
  lines: readonly FlowLine[]
  names: Names
  minute: number
  limits: Limits
  onChoose(appointmentId: string): void
}>

export const RoomMap = memo(function RoomMap(props: Props) {
  const { rooms, lines, names, minute, limits, onChoose } = props
  const free = rooms.filter(({ who }) => who.length === 0).length
  const withOne = lines.filter(({ stage }) => stage === 'with-provider')
  const person = (line: FlowLine, stage = '') => {
    const wait = waitOf(line, minute, limits)
    return (
      <>
        <span>
          <button type="button" className={classes['need']} onClick={() => onChoose(line.appointmentId)}>
            {line.name}
          </button>
        </span>
        <span data-over={wait?.over || undefined}>
          {stage}
          {wait ? spanText(wait.minutes) : ''}
        </span>
      </>
    )
  }
  return (
    <>
      <h2>Rooms</h2>
      <p className={classes['dim']}>
        {rooms.length === 0 ? 'No room is set up here.' : `${free} of ${rooms.length} are free.`}
      </p>
      <ul className={map['rooms']}>
        {rooms.flatMap(({ room, who }) =>
          who.length === 0
            ? [
                <li key={room.resourceId} className={classes['dim']}>
                  <span>{room.name}</span>
                  <span>free</span>
                </li>,
              ]
            : who.map((line) => (
                <li key={line.appointmentId}>
                  <b>{room.name}</b>
                  {person(line, line.stage === 'roomed' ? '' : `${stageNames[line.stage]}, `)}
                </li>
              )),
        )}
      </ul>
      <h3>With a provider</h3>
      {withOne.length === 0 && <p className={classes['dim']}>Nobody now.</p>}
      <ul className={map['rooms']} data-with>
        {withOne.map((line) => (
          <li key={line.appointmentId}>
            <b>{line.providers.map((id) => names.resource(id)?.short).join(', ') || 'Nobody named'}</b>
            {person(line)}
          </li>
        ))}
      </ul>
    </>
  )
})
