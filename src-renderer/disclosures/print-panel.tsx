/** Before something is on paper: for whom, and on which printer. Enter prints it for the practice's own use where it was printed last. */
import { Button, Modal, NativeSelect } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { aboutNobody, logPrint, madeForThePatient } from '../../shared/access/log-print.ts'
import { listPrinters } from '../../shared/access/list-printers.ts'
import { printGiven } from '../../shared/disclosures/print-given.ts'
import { mostPatients } from '../../shared/disclosures/record-disclosure.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { useGiving, type ToPrint } from '../kernel/giving.ts'
import { ask, run } from '../kernel/holdfast.ts'
import { toPaper } from '../kernel/print.tsx'
import { focusNow } from '../kernel/take-focus.ts'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './disclosures.module.css'
import { GivenFields } from './given-fields.tsx'
import { emptyGiven, givenOf, givenToAnother, isWhole } from './given-form.ts'
import { whoms, type Whom } from './given-words.ts'
import { WhomChoice } from './whom-choice.tsx'

type Printers = OutputOf<typeof listPrinters>
const systemWindow = ''
const noPrinters: Printers = { printers: [], last: null }
const usual = ({ printers, last }: Printers): string => last ?? printers[0]?.name ?? systemWindow

export function PrintPanel() {
  const toPrint = useGiving((state) => state.toPrint)
  const printers = useAsk(listPrinters, {}, { enabled: toPrint !== null, gcTime: 0 })
  const close = () => {
    useGiving.setState({ toPrint: null })
    toPrint?.done()
  }
  // a system may take its time to say what it prints on: nobody waits for that to say for whom
  const found = printers.data ?? (printers.error ? noPrinters : null)
  return (
    <Modal
      opened={toPrint !== null}
      onClose={close}
      title={`Print${toPrint?.title ? `: ${toPrint.title}` : ''}`}
      size="lg"
      transitionProps={{ duration: 0 }}
      className="hf-no-print"
    >
      {toPrint && <Form toPrint={toPrint} found={found} onCancel={close} />}
    </Modal>
  )
}

function Form({ toPrint, found, onCancel }: { toPrint: ToPrint; found: Printers | null; onCancel(): void }) {
  const { what, title, patientId, patientIds } = toPrint
  const forThem = madeForThePatient[what] !== undefined
  const [whom, setWhom] = useState<Whom>(forThem ? 'patient' : 'practice')
  const [given, setGiven] = useState(() => emptyGiven('patient', title))
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const isOfSomebody = !aboutNobody.includes(what)
  const mayGive = patientIds.length > 0 && patientIds.length <= mostPatients
  // a receipt or a letter is theirs: that is not given out by being printed
  const isGiven = whom !== 'practice' && !(whom === 'patient' && forThem)

  const choose = (next: Whom) => {
    setWhom(next)
    if (next !== 'practice') setGiven((before) => ({ ...before, ...givenToAnother(next) }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key, ctrlKey, metaKey, altKey } = event
    const isTyping =
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'radio')
    if (!isOfSomebody || !mayGive || isTyping || ctrlKey || metaKey || altKey) return
    const next = whoms.find((each) => each.key === key.toLowerCase())
    if (!next) return
    event.preventDefault()
    flushSync(() => choose(next.whom))
    form.current?.querySelector<HTMLElement>('[data-name]')?.focus()
  }
  const submit = async () => {
    setIsBusy(true)
    setProblem(null)
    let on: string | null
    try {
      const printer = chosen ?? usual(found ?? (await ask(listPrinters, {})))
      on = printer === systemWindow ? null : printer
      if (isGiven)
        await run(printGiven, { what, printer: on, patientIds: [...patientIds], given: givenOf(given) })
      else await run(logPrint, { what, patientId, printer: on, stays: whom === 'practice' })
    } catch (error) {
      setProblem(wordsFor(error instanceof AppError ? error : new AppError('Bug', 'unexpected')))
      setIsBusy(false)
      return
    }
    flushSync(() => useGiving.setState({ toPrint: null }))
    await toPaper(on, isGiven)
    toPrint.done()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a letter chooses, wherever the focus is in it
    <form
      ref={form}
      className={classes['form']}
      aria-label="Print"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && (!isGiven || isWhole(given))) void submit()
      }}
    >
      {isOfSomebody && mayGive && (
        <WhomChoice withKeys whom={whom} offered={whoms.map((each) => each.whom)} onWhom={choose} />
      )}
      {isOfSomebody && !mayGive && (
        <p className={classes['dim']}>
          {patientIds.length === 0
            ? 'For the practice’s own use.'
            : `For the practice’s own use: a list of more than ${mostPatients} patients is not given out.`}
        </p>
      )}
      {isGiven && (
        <>
          <GivenFields form={given} onEdit={(more) => setGiven((before) => ({ ...before, ...more }))} />
          <p className={classes['dim']}>
            {patientIds.length === 1
              ? 'It stands in the patient’s list of disclosures, whatever the printer does.'
              : `It stands in the lists of disclosures of ${patientIds.length} patients, whatever the printer does.`}
          </p>
        </>
      )}
      {found?.printers.length !== 0 && (
        <NativeSelect
          label="Printer"
          data={[
            ...(found ?? noPrinters).printers.map(({ name, label }) => ({ value: name, label })),
            { value: systemWindow, label: 'Choose in the system’s window' },
          ]}
          disabled={found === null}
          value={chosen ?? usual(found ?? noPrinters)}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
      )}
      {problem && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button
          type="submit"
          leftSection={<IconPrinter size={14} />}
          loading={isBusy}
          disabled={isGiven && !isWhole(given)}
          // Enter prints as soon as this is seen; the trap gives the focus a moment later
          ref={focusNow}
          data-autofocus
        >
          Print
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
