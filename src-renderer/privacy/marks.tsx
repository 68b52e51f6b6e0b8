/** In a chart: which entries are of a kind of data, and how many are not shown to whoever reads it. */
import { Button, Modal } from '@mantine/core'
import { IconEyeOff, IconShieldLock } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { getMarks } from '../../shared/privacy/get-marks.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { OpenInEmergency } from './closed-chart.tsx'
import { kindsText } from './kinds-words.ts'
import { MarkEntry, type OfEntry } from './mark-entry.tsx'
import classes from './marks.module.css'

/** By entry, its kinds. Empty until they are known, which is within a frame. */
export function useMarks(patientId: string): ReadonlyMap<string, readonly SensitiveKind[]> {
  const { data } = useAsk(getMarks, { patientId }, { enabled: useMe().can('chart.read') })
  return useMemo(() => new Map(data?.marks.map(({ entryId, kinds }) => [entryId, kinds])), [data])
}

/** How many entries of a part are not shown to whoever reads: what is empty for them is not said to be empty. */
export function useNotShown(patientId: string): (part: string | null) => number {
  const { data } = useAsk(getMarks, { patientId }, { enabled: useMe().can('chart.read') })
  return (part) => data?.withheld.find((each) => each.part === part)?.count ?? 0
}

/** On a line of a list. */
export function Mark({ kinds }: { kinds: readonly SensitiveKind[] | undefined }) {
  if (!kinds || kinds.length === 0) return null
  return (
    <>
      <IconShieldLock className={classes['mark']} size={14} stroke={1.6} aria-hidden="true">
        <title>{kindsText(kinds)}</title>
      </IconShieldLock>
      <span className="hf-sr">{kindsText(kinds)}: </span>
    </>
  )
}

/** On an entry that is opened: its kinds, and for whoever writes in charts the way to change them. */
export function EntryKinds({ title, ...of }: OfEntry & { title: string }) {
  const mayMark = useMe().can('chart.write')
  const kinds = useMarks(of.patientId).get(of.entryId) ?? []
  const [marking, setMarking] = useState(false)
  if (kinds.length === 0 && !mayMark) return null
  return (
    <div className={classes['entry']}>
      {kinds.map((kind) => (
        <span key={kind} className={classes['tag']}>
          <IconShieldLock size={13} stroke={1.6} aria-hidden="true" />
          {kindsText([kind])}
        </span>
      ))}
      {mayMark && (
        <Button
          className="hf-no-print"
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => setMarking(true)}
        >
          Kind of data…
        </Button>
      )}
      {marking && <MarkEntry {...of} title={title} onDone={() => setMarking(false)} />}
    </div>
  )
}

type Marks = OutputOf<typeof getMarks>
type Names = Readonly<Record<ChartPart, string>>
type Props = { patientId: string; part: ChartPart | null; names: Names }

/** `part`: the one in front, null for all of the chart. */
function useWithheld({ patientId, part, names }: Props): Readonly<{ text: string; marks: Marks }> | null {
  const { data: marks } = useAsk(getMarks, { patientId }, { enabled: useMe().can('chart.read') })
  const here = marks?.withheld.filter((each) => part === null || each.part === part) ?? []
  if (!marks || here.length === 0) return null
  return { text: withheldText(here, part, names, marks.ask), marks }
}

function withheldText(
  here: Marks['withheld'],
  part: ChartPart | null,
  names: Names,
  ask: readonly string[],
): string {
  const count = here.reduce((sum, each) => sum + each.count, 0)
  const where =
    part !== null ? '' : ` (${here.map((each) => `${names[each.part]} ${each.count}`).join(', ')})`
  const isPrescribed = here.some((each) => each.part === 'medications')
  const whom = ask.length > 0 ? orText(ask) : 'the practice manager'
  return `${count === 1 ? '1 entry is' : `${count} entries are`} not shown to you${part === null ? ' in this chart' : ''}${where}. ${
    isPrescribed
      ? `Before anything is prescribed, ask ${whom}.`
      : `If this patient’s care needs it, ask ${whom}.`
  }`
}

const orText = (people: readonly string[]): string =>
  people.length === 1 ? (people[0] ?? '') : `${people.slice(0, -1).join(', ')} or ${people.at(-1)}`

/** Over the section in front: that something is not shown, whom to ask, and the way in an emergency. */
export function WithheldStrip(props: Props): ReactNode {
  const withheld = useWithheld(props)
  const [opening, setOpening] = useState(false)
  if (!withheld) return null
  return (
    <div className={`${classes['strip']} hf-no-print`} role="status">
      <IconEyeOff size={16} stroke={1.6} aria-hidden="true" />
      <span>{withheld.text}</span>
      {withheld.marks.mayOpenInEmergency && (
        <Button variant="default" size="xs" onClick={() => setOpening(true)}>
          Open in an emergency…
        </Button>
      )}
      {opening && (
        <Modal opened onClose={() => setOpening(false)} title="What is not shown to you" size="md">
          <OpenInEmergency patientId={props.patientId} onDone={() => setOpening(false)} />
        </Modal>
      )}
    </div>
  )
}

/** Paper says so as well: it looks whole. */
export function WithheldOnPaper(props: Props): ReactNode {
  const withheld = useWithheld(props)
  return withheld && <p className={`${classes['paper']} hf-print-only`}>{withheld.text}</p>
}
