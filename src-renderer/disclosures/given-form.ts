/** What the fields of something given out hold, and what of them is sent. */
import type { Given, GivenTo } from '../../shared/disclosures/disclosure.ts'
import { faultOfGiven, mayAskForSilence, usualPurpose } from '../../shared/disclosures/given.ts'
import { isDate } from '../kernel/dates.ts'

export type GivenForm = Omit<Given, 'notToldUntil'> &
  Readonly<{
    /** Empty: the patient may be told. */
    notToldUntil: string
  }>

export const emptyGiven = (recipient: GivenTo, what: string): GivenForm => ({
  recipient,
  recipientName: '',
  recipientAddress: '',
  what,
  purpose: usualPurpose[recipient],
  purposeText: '',
  notToldUntil: '',
})

/** Another recipient is given it for what is usual for them. */
export const givenToAnother = (recipient: GivenTo): Partial<GivenForm> => ({
  recipient,
  purpose: usualPurpose[recipient],
  ...(!mayAskForSilence.includes(recipient) && { notToldUntil: '' }),
})

export const givenOf = ({ notToldUntil, ...form }: GivenForm): Given => ({
  ...form,
  notToldUntil: notToldUntil === '' ? null : notToldUntil,
})

const trimmed = (form: GivenForm): GivenForm => ({
  ...form,
  recipientName: form.recipientName.trim(),
  purposeText: form.purposeText.trim(),
})

export const isWhole = (form: GivenForm): boolean =>
  form.what.trim() !== '' &&
  (form.notToldUntil === '' || (isDate(form.notToldUntil) && form.notToldUntil.length === 10)) &&
  faultOfGiven(givenOf(trimmed(form))) === null
