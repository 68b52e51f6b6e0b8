import { Textarea, type TextareaProps } from '@mantine/core'

type Props = Readonly<{ reason: string; onReason(reason: string): void }> &
  Pick<TextareaProps, 'label' | 'description' | 'placeholder' | 'size'>

/** Why something is done, in somebody's own words: as long as a record keeps it. */
export function ReasonField({ reason, onReason, ...rest }: Props) {
  return (
    <Textarea
      label="Reason"
      {...rest}
      autosize
      minRows={2}
      maxLength={1000}
      value={reason}
      onChange={({ currentTarget }) => onReason(currentTarget.value)}
    />
  )
}
