/** The letter that tells the patient what became of their request, in the words that 45 CFR 164.526 asks for. */
import { Button, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import type { getAmendment } from '../../shared/amendments/get-amendment.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import classes from '../access/administration.module.css'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { printPage, PrintFoot } from '../kernel/print.tsx'
import { denialWords } from './amendment-words.ts'
import own from './amendments.module.css'

type Patient = OutputOf<typeof getAmendment>['patient']

export function AmendmentLetter({
  amendment,
  patient,
  onDone,
}: {
  amendment: AmendmentView
  patient: Patient
  onDone(): void
}) {
  const [contact, setContact] = useState('')
  const letter = <Letter amendment={amendment} patient={patient} contact={contact} />
  return (
    <section>
      <h3>Letter to the patient</h3>
      <div className={classes['panelForm']}>
        <TextInput
          label="Whom the patient can ask or complain to"
          description="Name or title, and telephone number. It stands in the letter."
          placeholder="Privacy official, 617-555-0100"
          autoComplete="off"
          maxLength={120}
          value={contact}
          onChange={({ currentTarget }) => setContact(currentTarget.value)}
        />
        <div className={own['sheet']} tabIndex={0} role="group" aria-label="The letter">
          {letter}
        </div>
        <div className={classes['buttons']}>
          <Button
            leftSection={<IconPrinter size={14} />}
            disabled={contact.trim() === ''}
            onClick={() =>
              void printPage('amendment-letter', amendment.patientId, 'Letter about an amendment')
            }
          >
            Print the letter
          </Button>
          <Button variant="default" onClick={onDone}>
            Close the letter
          </Button>
        </div>
      </div>
      {createPortal(
        <div className={`${own['paper']} hf-print-only`} aria-hidden="true">
          {letter}
          <PrintFoot />
        </div>,
        document.body,
      )}
    </section>
  )
}

function Letter({
  amendment,
  patient,
  contact,
}: {
  amendment: AmendmentView
  patient: Patient
  contact: string
}) {
  const me = useMe()
  const whom = contact.trim() || '…'
  return (
    <div className={own['letter']}>
      <p>
        {me.practiceName}
        <br />
        {dateText(me.today)}
      </p>
      <p>
        {[patient.name || 'The patient', ...patient.address].map((line) => (
          <span key={line}>
            {line}
            <br />
          </span>
        ))}
      </p>
      <p>
        <b>
          About your request of {dateText(amendment.askedOn)} to correct your record (number {patient.mrn})
        </b>
      </p>
      <p>Dear {patient.name || 'patient'},</p>
      <p>
        You asked us to correct {amendment.entry ? `“${amendment.entry.text}” in your record` : 'your record'}
        . You wrote or said: “{amendment.wrong}” and that it should say: “{amendment.shouldSay}”
      </p>
      <Answer amendment={amendment} whom={whom} practice={me.practiceName} />
      <p>If you have a question, ask: {whom}.</p>
      <p>Yours,</p>
      <p>
        {me.displayName}
        <br />
        {me.practiceName}
      </p>
    </div>
  )
}

function Answer({
  amendment: { state, acts, dueOn },
  whom,
  practice,
}: {
  amendment: AmendmentView
  whom: string
  practice: string
}) {
  const last = (kind: string) => acts.findLast((each) => each.kind === kind)
  const [accepted, denied, putOff, rebuttal] = [
    last('accepted'),
    last('denied'),
    last('put-off'),
    last('rebuttal'),
  ]
  if (state === 'accepted' && accepted)
    return (
      <>
        <p>We have accepted this. From now on your record shows, with what was written before:</p>
        <blockquote>{accepted.text}</blockquote>
        <p>
          Nothing that was written before is erased. Tell us who else should know of it, and say that we may
          tell them. We also tell those who we know have the earlier record and may rely on it.
        </p>
      </>
    )
  if (state === 'denied' && denied)
    return (
      <>
        <p>
          We cannot make this change, because{' '}
          {denied.denial ? denialWords[denied.denial].toPatient : 'of the following'}. {denied.text}
        </p>
        {rebuttal && (
          <>
            <p>You disagreed with that in writing. Our answer, which is kept with your statement:</p>
            <blockquote>{rebuttal.text}</blockquote>
          </>
        )}
        <p>What you can do:</p>
        <ul>
          <li>
            You can write to us that you disagree, and why. Send it to {whom}. We keep it with your record,
            and send it along whenever that part of the record is given to somebody.
          </li>
          <li>
            If you do not, you can ask us to send your request and this letter along whenever that part of the
            record is given to somebody.
          </li>
          <li>
            You can complain to us ({whom}), or to the Secretary of the U.S. Department of Health and Human
            Services, Office for Civil Rights, www.hhs.gov/ocr/complaints. Nothing happens to you for it.
          </li>
        </ul>
      </>
    )
  if (state === 'withdrawn')
    return (
      <p>You have withdrawn your request, so your record stays as it is. You can ask again at any time.</p>
    )
  return putOff ? (
    <p>
      We need more time: {putOff.text} You will have our answer by {dateText(dueOn)}.
    </p>
  ) : (
    <p>
      {practice} has received this. You will have our answer by {dateText(dueOn)}.
    </p>
  )
}
