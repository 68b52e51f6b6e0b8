/** A move that passes a limit of overbooking: whoever may says why, and it is made all the same. */
import { focusNow } from '../kernel/take-focus.ts'
import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { putThere, useMoves } from './moves.ts'

export function OverLimit() {
  const waits = useMoves((state) => state.overLimit)
  const close = () => useMoves.setState({ overLimit: null })
  return (
    <Modal opened={waits !== null} onClose={close} title="More than fits at one time" size="sm">
      {waits && (
        <Why
          words={waits.words}
          onWhy={(reason) => (close(), putThere({ ...waits.move, overbookReason: reason }))}
          onClose={close}
        />
      )}
    </Modal>
  )
}

function Why({ words, onWhy, onClose }: { words: string; onWhy(reason: string): void; onClose(): void }) {
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onWhy(reason.trim())
      }}
    >
      <p>{words}</p>
      <TextInput
        mt="sm"
        label="Why it is booked all the same"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={400}
        required
        ref={focusNow}
        data-autofocus
      />
      <Button type="submit" mt="md" disabled={reason.trim() === ''}>
        Move it all the same
      </Button>
      <Button variant="default" mt="md" ml="sm" onClick={onClose}>
        Leave it where it was
      </Button>
    </form>
  )
}
