import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconFilter, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listPeople } from '../../shared/access/list-people.ts'
import type { PersonLine } from '../../shared/access/person.ts'
import { Split } from '../charting/split.tsx'
import { DataTable } from '../kernel/data-table.tsx'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { InvitePerson } from './invite-person.tsx'
import { OnePerson } from './one-person.tsx'
import { narrowPeople, peopleColumns } from './people-columns.tsx'

/** Everybody, and beside them whoever is opened. `first`: who to begin with; `new`: an invitation. */
export function PeoplePanel({ first }: { first: string | null }) {
  const answer = useAsk(listPeople, {})
  const navigate = useNavigate()
  const [filter, setFilter] = useState('')
  const [show, setShow] = useState<'here' | 'left'>('here')
  const people = answer.data?.people ?? []
  const opened = people.find(({ userId }) => userId === first)
  // whoever is opened stands in the list, wherever they belong
  const left = opened ? opened.state === 'ended' : show === 'left'
  const shown = people.filter(({ state }) => (state === 'ended') === left)
  const to = (userId: string | null) =>
    void (userId === null
      ? navigate({ to: '/administration/people' })
      : navigate({ to: '/administration/people/$userId', params: { userId } }))
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  const isOpen = first === 'new' || opened !== undefined
  return (
    <Split
      title={first === 'new' ? 'Invite a person' : (opened?.displayName ?? '')}
      level={2}
      onClose={() => to(null)}
      detail={
        first === 'new' ? (
          <InvitePerson onDone={() => to(null)} />
        ) : opened ? (
          <OnePerson key={opened.userId} userId={opened.userId} />
        ) : null
      }
      list={
        <div className={classes['list']}>
          <div className={`${classes['bar']} hf-no-print`}>
            <TextInput
              leftSection={<IconFilter size={14} aria-hidden="true" />}
              placeholder="Filter"
              aria-label="Filter people"
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Escape' && setFilter('')}
            />
            <SegmentedControl
              aria-label="Which people"
              value={left ? 'left' : 'here'}
              onChange={(value) => {
                setShow(value)
                if (isOpen) to(null)
              }}
              data={[
                { value: 'here', label: 'Here' },
                { value: 'left', label: 'Left' },
              ]}
            />
            <Button data-push leftSection={<IconUserPlus size={14} />} onClick={() => to('new')}>
              Invite a person
            </Button>
          </div>
          <DataTable<PersonLine>
            label="People"
            rows={shown}
            columns={isOpen ? narrowPeople : peopleColumns}
            rowKey={({ userId }) => userId}
            filter={filter}
            selected={first}
            onOpen={({ userId }) => to(userId)}
            dim={({ state }) => state === 'suspended'}
            patientId={null}
            empty={
              answer.data && (
                <Empty title={filter === '' ? 'Nobody has left' : `Nobody matches “${filter}”`}>
                  {filter === '' && 'Whoever’s last day has passed is kept here, with what they had.'}
                </Empty>
              )
            }
          />
        </div>
      }
    />
  )
}
