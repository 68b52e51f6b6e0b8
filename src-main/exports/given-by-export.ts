import { givenFor, givenTo, recipientWords, type HandingOut } from '../../shared/audit/handing-out.ts'
import type { Given, GivenFor } from '../../shared/disclosures/disclosure.ts'

/** What an export is given for, in the words of a disclosure. */
const purposeOf = ({ purpose }: HandingOut): GivenFor =>
  purpose === 'move' || purpose === 'review'
    ? 'operations'
    : purpose === 'investigation'
      ? 'oversight'
      : (givenFor.find((each) => each === purpose) ?? 'copy')

/** The disclosure of a record that leaves as a file; null where it stays in the practice. An export of many names nobody: then it is said who they are. */
export function givenByExport(handingOut: HandingOut, toName: string): Given | null {
  const recipient = givenTo.find((each) => each === handingOut.recipient)
  if (!recipient) return null
  return {
    recipient,
    recipientName: recipient === 'patient' ? '' : toName || recipientWords[recipient],
    recipientAddress: '',
    what: 'All of the record, as a file',
    purpose: purposeOf(handingOut),
    purposeText: '',
    notToldUntil: null,
  }
}
