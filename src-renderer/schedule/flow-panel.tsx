/** The flow board: one key for each step, arrows to walk, the rooms beside it. The clock goes on by itself; the day is asked for when something of it changes. */
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { foldText } from '../../shared/kernel/fold.ts'
import { getFlow, type FlowLine } from '../../shared/schedule/get-flow.ts'
import { useOpenChart } from '../charting/open-chart.ts'
import { useAfterFrame } from '../kernel/after-frame.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { takeFocus } from '../kernel/take-focus.ts'
import { wordsFor } from '../kernel/words.ts'
import { DeskPane } from './desk-pane.tsx'
import { FlowBoard } from './flow-board.tsx'
import { FlowFilters, type Whose } from './flow-filters.tsx'
import { FlowLegend } from './flow-legend.tsx'
import { FlowParts } from './flow-parts.tsx'
import classes from './flow.module.css'
import { withWaiting } from './flow-waiting.ts'
import { countParts, dueOf, partOf, type Part } from './flow-view.ts'
import type { Names } from './names.ts'
import { RoomChoice, type Room } from './room-choice.tsx'
import { RoomMap } from './room-map.tsx'
import { useFlowActs } from './use-flow.ts'
import { useMinute } from './use-minute.ts'
import { WalkIn } from './walk-in.tsx'

type Props = Readonly<{ names: Names; walkIn: boolean; onWalkIn(shown: boolean): void }>

export function FlowPanel({ names, walkIn, onWalkIn }: Props) {
  const me = useMe()
  const own = names.resources.find(({ kind, userId }) => kind === 'provider' && userId === me.userId)
  const [locationId, setLocationId] = useState<string | null>(null)
  const [whose, setWhose] = useState<Whose>(own ? 'mine' : 'all')
  const [part, setPart] = useState<Part | null>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const [sought, setSought] = useState(0)
  const [pane, setPane] = useState<Readonly<{ appointmentId: string; goes: boolean }> | null>(null)
  const [choosing, setChoosing] = useState<FlowLine | null>(null)
  const [spoken, setSpoken] = useState('')
  const grid = useRef<HTMLDivElement>(null)
  const find = useRef<HTMLInputElement>(null)
  /** Counts what is done on the board: a pane that would open after the next of it comes too late. */
  const acts = useRef(0)
  const minute = useMinute()
  const open = useOpenChart()
  const { act, undo, waiting } = useFlowActs(setSpoken)
  const flow = useAsk(getFlow, { day: me.today, locationId })
  const isBoardDrawn = useAfterFrame()
  const answered = flow.data?.lines
  const all = useMemo(() => answered && withWaiting(answered, waiting), [answered, waiting])
  const timeZone = flow.data?.timeZone ?? me.timeZone
  const mayWrite = me.can('schedule.write')
  const limits = names.policy

  const mine = useMemo(
    () =>
      (all ?? []).filter(
        ({ providers }) => whose === 'all' || (own !== undefined && providers.includes(own.resourceId)),
      ),
    [all, whose, own],
  )
  const lines = useMemo(() => {
    const words = foldText(text).split(' ').filter(Boolean)
    return mine.filter((line) => {
      // whoever one stands at stays in sight until one goes on, also where the key just pressed moved them to another part
      if (line.appointmentId === at && words.length === 0) return true
      if (part !== null && partOf(line) !== part) return false
      const text_ = words.length === 0 ? '' : foldText(`${line.name} ${line.mrn} ${line.birthDate ?? ''}`)
      return words.every((word) => text_.includes(word))
    })
  }, [mine, text, part, at])
  // one begins at whoever is next, and stays there: never does the clock put somebody else under the next key
  if (at === null && mine.length > 0) {
    const next = mine.find((line) => partOf(line) === 'expected' && line.startMin >= minute - 15) ?? mine[0]
    if (next) setAt(next.appointmentId)
  }
  const counts = useMemo(() => countParts(mine, minute, limits), [mine, minute, limits])
  const rooms = useMemo(
    (): Room[] =>
      names.resources
        .filter((each) => each.kind === 'room' && each.active && names.isWithin(locationId, each.locationId))
        .map((room) => ({ room, who: (all ?? []).filter(({ roomId }) => roomId === room.resourceId) })),
    [names, locationId, all],
  )
  const back = useCallback(() => grid.current?.focus(), [])
  const places = useMemo(() => names.locations.filter(({ active }) => active), [names])
  const [first] = lines
  const firstId = first?.appointmentId ?? null
  const onFound = useCallback(
    (isTaken: boolean) => {
      if (isTaken && firstId !== null) {
        setAt(firstId)
        setSought((times) => times + 1)
      }
      // the day is whole again around whoever was found
      if (!isTaken || firstId !== null) setText('')
      back()
    },
    [firstId, back],
  )
  const chooseInRoom = useCallback((id: string) => (setAt(id), back()), [back])
  const closePane = useCallback(() => {
    // it closes once what was pressed in it is written: whoever has gone on meanwhile, to another form or the search, stays there
    flushSync(() => setPane(null))
    takeFocus(grid.current)
  }, [])
  const onAt = useCallback((appointmentId: string) => {
    acts.current += 1
    setAt(appointmentId)
  }, [])
  const openLine = useCallback(
    (line: FlowLine) => {
      setAt(line.appointmentId)
      if (me.can('chart.read')) open(line.patientId)
      else
        setPane({
          appointmentId: line.appointmentId,
          goes: line.stage === 'checkout' || line.stage === 'left',
        })
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- who is signed in does not change under a screen
    [open],
  )

  const press = async (key: string, line: FlowLine) => {
    const { appointmentId } = line
    const asked = acts.current
    // whoever went on meanwhile, or left, is not called back
    const openPane = (goes: boolean) => {
      // there with the focus in it, or not at all: no key comes between
      if (asked === acts.current) flushSync(() => setPane({ appointmentId, goes }))
    }
    // by this very key, also where the list has moved meanwhile
    setAt(appointmentId)
    if (key === 'c') await act(line, line.stage === 'confirmed' ? 'unconfirmed' : 'confirmed')
    else if (key === 'p') await act(line, 'with-provider')
    else if (key === 'x') await act(line, 'no-show')
    else if (key === 'l') await act(line, 'left')
    else if (key === 'r') setChoosing(line)
    else if (key === 'a') {
      const came = await act(line, 'arrived')
      // only where there is something to ask for
      if (came && (line.missing.length > 0 || dueOf(line) > 0)) openPane(false)
    } else if (key === 'o') {
      if (await act(line, 'checkout')) openPane(true)
    }
  }
  const onKey = (event: KeyboardEvent, line: FlowLine | undefined): boolean => {
    const key = event.key.toLowerCase()
    acts.current += 1
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' || !mayWrite) return false
      void undo()
      return true
    }
    if (event.altKey) return false
    if (key === '/') find.current?.select()
    else if (key === 'escape' && pane) setPane(null)
    else if (key === 'm' && own) setWhose(whose === 'mine' ? 'all' : 'mine')
    else if (key === 'enter' && line) openLine(line)
    else if (key === 'i' && line) setPane({ appointmentId: line.appointmentId, goes: false })
    else if (mayWrite && key === 'w') onWalkIn(true)
    else if (mayWrite && line && key.length === 1 && 'carpolx'.includes(key)) void press(key, line)
    else return false
    return true
  }
  const shown = pane && all?.find(({ appointmentId }) => appointmentId === pane.appointmentId)
  if (flow.error) return <Problem>{wordsFor(flow.error)}</Problem>
  if (!all) return null
  const place = locationId ?? places[0]?.locationId
  return (
    <div className={classes['screen']}>
      <div className={`${classes['bar']} hf-no-print`}>
        <FlowParts counts={counts} total={mine.length} part={part} onPart={setPart} />
        <FlowFilters
          hasOwn={own !== undefined}
          whose={whose}
          onWhose={setWhose}
          places={places}
          locationId={locationId}
          onLocation={setLocationId}
          find={find}
          text={text}
          onText={setText}
          onFound={onFound}
        />
      </div>
      {all.length === 0 ? (
        <Empty title="Nobody is expected today">
          Whoever is booked for today stands here. Somebody who comes without an appointment is a walk-in.
        </Empty>
      ) : (
        <FlowBoard
          grid={grid}
          lines={lines}
          at={at}
          sought={sought}
          minute={minute}
          names={names}
          timeZone={timeZone}
          limits={limits}
          waiting={waiting}
          onAt={onAt}
          onOpen={openLine}
          onKey={onKey}
        />
      )}
      {shown ? (
        <DeskPane
          key={shown.appointmentId}
          line={shown}
          names={names}
          timeZone={timeZone}
          today={me.today}
          goes={pane.goes}
          onClose={closePane}
          onLeft={() => void act(shown, 'left').then((gone) => gone && closePane())}
        />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys
        <aside className={classes['side']} aria-label="Rooms" tabIndex={0}>
          {isBoardDrawn && (
            <RoomMap
              rooms={rooms}
              lines={all}
              names={names}
              minute={minute}
              limits={limits}
              onChoose={chooseInRoom}
            />
          )}
        </aside>
      )}
      {choosing && (
        <RoomChoice
          line={choosing}
          rooms={rooms.filter(({ room }) => names.isWithin(choosing.locationId, room.locationId))}
          onClose={() => (setChoosing(null), back())}
          onChoose={(room) => {
            setChoosing(null)
            back()
            void act(choosing, 'roomed', { id: room.resourceId, name: room.name })
          }}
        />
      )}
      <FlowLegend hasOwn={own !== undefined} mayWrite={mayWrite} />
      <div role="status" className="hf-sr">
        {spoken}
      </div>
      {walkIn && place !== undefined && (
        <WalkIn
          names={names}
          locationId={place}
          onDone={(appointmentId) => {
            onWalkIn(false)
            if (appointmentId === null) return
            setText('')
            setPart(null)
            setWhose('all')
            setAt(appointmentId)
            setPane({ appointmentId, goes: false })
          }}
        />
      )}
    </div>
  )
}
