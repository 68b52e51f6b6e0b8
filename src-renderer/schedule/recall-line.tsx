import { Autocomplete, Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { closeRecall, noteRecallTry } from '../../shared/schedule/keep-recalls.ts'
import type { RecallLine } from '../../shared/schedule/list-recalls.ts'
import { ActForm } from '../access/act-form.tsx'
import { counted } from '../cloud/connection-words.ts'
import { dateText, momentText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import classes from './lists.module.css'
import { Under } from './under.tsx'
import { WhyForm } from './why-form.tsx'

type Doing = 'try' | 'close'
type How = RecallLine['tries'][number]['how']

const howWords: Readonly<Record<How, string>> = {
  phone: 'by phone,',
  message: 'by message,',
  letter: 'by letter,',
}
const came: Readonly<Record<How, readonly string[]>> = {
  phone: ['No answer', 'Left a message', 'Will call back', 'Wrong number'],
  message: ['Asked to call'],
  letter: ['Asked to call'],
}

/** Who is to come again, why and by when, how they were tried to be reached, and what is done about it. */
export function OneRecall({
  line,
  mayWrite,
  onBook,
}: {
  line: RecallLine
  mayWrite: boolean
  onBook(): void
}) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const done = () => setDoing(null)
  const { closed, tries } = line
  const last = tries.at(-1)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk from line to line, letters act on it
    <div className={classes['line']} role="listitem" data-line tabIndex={0}>
      <div className={classes['head']}>
        <b>{line.name || 'No name'}</b>
        <span className={classes['phone']}>{line.phone || (closed ? '' : 'No phone')}</span>
      </div>
      <div className={classes['small']}>
        {[line.birthDate ? `Born ${dateText(line.birthDate)}` : 'Birth date unknown', `MRN ${line.mrn}`].join(
          ' · ',
        )}
      </div>
      <div>
        <span className={line.overdue ? classes['late'] : undefined}>
          {line.overdue ? 'Was due' : 'Due'} {dateText(line.dueOn)}
        </span>
        {[
          '',
          closed ? 'their chart is closed to you: what for is not shown' : line.reason,
          line.visitType,
          line.provider && `with ${line.provider}`,
        ]
          .filter((each, at) => at === 0 || each !== '')
          .join(' · ')}
      </div>
      {line.note !== '' && <div className={classes['said']}>{line.note}</div>}
      <div className={classes['small']}>
        {last
          ? `${counted(tries.length, 'try', 'tries')}; the last ${momentText(last.at)}, ${howWords[last.how]} by ${last.by}${last.note && `: ${last.note}`}`
          : 'Nobody has tried to reach them yet'}
      </div>
      {mayWrite && doing === null && (
        <div className={classes['acts']}>
          <Button data-key="t" size="compact-xs" variant="default" onClick={() => setDoing('try')}>
            Note a try
          </Button>
          {!closed && (
            <Button data-key="b" size="compact-xs" variant="default" onClick={onBook}>
              Book
            </Button>
          )}
          <Button data-key="c" size="compact-xs" variant="default" onClick={() => setDoing('close')}>
            Close
          </Button>
        </div>
      )}
      {doing === 'try' && <NoteTry line={line} onDone={done} />}
      {doing === 'close' && <Close line={line} onDone={done} />}
    </div>
  )
}

function NoteTry({ line: { patientId, recallId }, onDone }: { line: RecallLine; onDone(): void }) {
  const [how, setHow] = useState<How>('phone')
  const [note, setNote] = useState('')
  const add = useRun(noteRecallTry, {
    // the line says it
    onSuccess: onDone,
  })
  return (
    <Under>
      <ActForm
        title="Tried to reach them"
        go="Note it"
        busy={add.isPending}
        error={add.error}
        onGo={() => add.mutate({ patientId, recallId, how, note })}
        onDone={onDone}
      >
        <Autocomplete
          label="What came of it"
          maxLength={200}
          data={[...came[how]]}
          comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
          value={note}
          onChange={setNote}
        />
        <SegmentedControl
          fullWidth
          aria-label="How"
          value={how}
          onChange={(value) => setHow(value)}
          data={[
            { value: 'phone', label: 'By phone' },
            { value: 'message', label: 'By message' },
            { value: 'letter', label: 'By letter' },
          ]}
        />
      </ActForm>
    </Under>
  )
}

const whys = [
  'Came for it already',
  'Does not want to',
  'Goes elsewhere now',
  'Cannot be reached',
  'Has died',
]

function Close({ line: { patientId, recallId, name }, onDone }: { line: RecallLine; onDone(): void }) {
  const close = useRun(closeRecall, {
    onSuccess: () => {
      notify(`The recall of ${name} is closed.`)
      onDone()
    },
  })
  return (
    <WhyForm
      title="Close the recall"
      go="Close it"
      whys={whys}
      busy={close.isPending}
      error={close.error}
      onGo={(note) => close.mutate({ patientId, recallId, note })}
      onDone={onDone}
    />
  )
}
