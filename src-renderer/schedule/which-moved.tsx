import { Button, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import { useHand } from './grid-hand.ts'
import classes from './series.module.css'
import { scopeWords } from './which-visits.tsx'
import { moveWhich, useWhich } from './which-moves.ts'

const scopes: readonly SeriesScope[] = ['one', 'following', 'all']

/** Asks which visits of a series are moved, by one key each. */
export function WhichMoved() {
  const asked = useWhich((state) => state.asked)
  const choose = (scope: SeriesScope | null) => {
    if (!asked) return
    void moveWhich(asked, scope)
    // the focus goes back to whoever was moved
    const { cursor, mark } = useHand.getState()
    mark(cursor, true)
  }
  return (
    <Modal
      opened={asked !== null}
      onClose={() => choose(null)}
      title="Which visits are moved?"
      size="xs"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      {asked && (
        <Choices isElsewhere={asked.move.to.locationId !== asked.move.line.locationId} onChoose={choose} />
      )}
    </Modal>
  )
}

function Choices({
  isElsewhere,
  onChoose,
}: {
  /** At another location: each is moved by itself. */
  isElsewhere: boolean
  onChoose(scope: SeriesScope): void
}) {
  const open = scopes.filter((scope) => scope === 'one' || !isElsewhere)
  useHotkeys(open.map((scope, index) => [String(index + 1), () => onChoose(scope)]))
  return (
    <div className={`${classes['choices']} ${classes['asked']}`}>
      {open.map((scope, index) => (
        <Button
          key={scope}
          variant="default"
          justify="space-between"
          rightSection={<kbd>{index + 1}</kbd>}
          data-autofocus={index === 0 || undefined}
          onClick={() => onChoose(scope)}
        >
          {scopeWords[scope]}
        </Button>
      ))}
    </div>
  )
}
