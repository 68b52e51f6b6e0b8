import { NativeSelect } from '@mantine/core'
import { ofReports, purposeWords, recipientWords, type HandingOut } from '../../shared/audit/handing-out.ts'

type Props = Readonly<{
  out: HandingOut
  isFirst?: boolean
  choices?: typeof ofReports
  onOut(out: HandingOut): void
}>

/** For whom something leaves the workstation, and why. `isFirst`: the focus is there when the form opens. */
export function HandingOutFields({ out, isFirst = false, choices = ofReports, onOut }: Props) {
  const { recipients, purposes } = choices
  const { recipient, purpose } = out
  return (
    <>
      <NativeSelect
        size="sm"
        label="For whom"
        data={recipients.map((value) => ({ value, label: recipientWords[value] }))}
        value={recipient}
        onChange={({ currentTarget: { value } }) =>
          onOut({ purpose, recipient: recipients.find((each) => each === value) ?? recipient })
        }
        {...(isFirst && { 'data-autofocus': true })}
      />
      <NativeSelect
        size="sm"
        label="Why"
        data={purposes.map((value) => ({ value, label: purposeWords[value] }))}
        value={purpose}
        onChange={({ currentTarget: { value } }) =>
          onOut({ recipient, purpose: purposes.find((each) => each === value) ?? purpose })
        }
      />
    </>
  )
}
