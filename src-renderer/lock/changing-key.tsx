/** While somebody signs in: the records are written under another key first, and how far that is. */
import { Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getGate } from '../../shared/access/get-gate.ts'
import { secondsText } from '../access/own-key.tsx'
import { ask } from '../kernel/holdfast.ts'
import classes from './gate-card.module.css'

export function ChangingKey() {
  // under a name of its own: what the gate says to all goes by when somebody is in
  const { data } = useQuery({
    queryKey: ['changing-key'],
    queryFn: () => ask(getGate, {}),
    refetchInterval: 500,
    gcTime: 0,
  })
  const changing = data?.changingKey
  if (!changing) return null
  const done = Math.round(changing.part * 100)
  return (
    <div role="status" className={classes['notice']}>
      <Text size="sm" fw={500}>
        This computer’s records are getting another key.
      </Text>
      <Text size="sm" mt={4}>
        It takes {secondsText(changing.seconds)}, this once. Nothing is lost if it is switched off meanwhile.
      </Text>
      <Progress value={done} mt={8} size="sm" aria-label="Writing the records anew" />
    </div>
  )
}
