/** Access levels: those of every practice, which can be copied, and the practice's own, which can be changed. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { roleWords } from '../../shared/access/access-words.ts'
import { listLevels } from '../../shared/access/list-levels.ts'
import { roles, type Role } from '../../shared/access/roles.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import levels from './levels.module.css'
import { LevelForm, type LevelStart } from './level-form.tsx'
import { OneLevel } from './one-level.tsx'

type Levels = OutputOf<typeof listLevels>
/** A role or a level, as the list shows them. */
export type Shown = Readonly<{
  key: string
  name: string
  about: string
  permissions: readonly Permission[]
  holders: Levels['roles'][number]['holders']
  /** Null: one of every practice, which cannot be changed. */
  own: Levels['levels'][number] | null
  basedOn: Role | null
}>

const ofRole = ({ role, holders }: Levels['roles'][number]): Shown => ({
  key: role,
  name: roleWords[role].name,
  about: roleWords[role].about,
  permissions: roles[role],
  holders,
  own: null,
  basedOn: role,
})
const ofLevel = (own: Levels['levels'][number]): Shown => ({
  key: own.levelId,
  name: own.name,
  about: own.basedOn ? `Made from ${roleWords[own.basedOn].name}.` : 'Made by the practice.',
  permissions: own.permissions,
  holders: own.holders,
  own,
  basedOn: own.basedOn,
})

const blank: LevelStart = { subject: 'new', level: null, name: '', basedOn: null, permissions: [], scope: [] }

export function LevelsPanel() {
  const answer = useAsk(listLevels, {})
  const [chosen, setChosen] = useState<string>('physician')
  const [editing, setEditing] = useState<LevelStart | null>(null)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const own = answer.data.levels.map(ofLevel)
  const groups = [
    { name: 'Your own', items: own.filter((each) => !each.own?.archived) },
    { name: 'Of every practice', items: answer.data.roles.map(ofRole) },
    { name: 'Archived', items: own.filter((each) => each.own?.archived) },
  ].filter(({ items }) => items.length > 0)
  const all = groups.flatMap(({ items }) => items)
  const shown = all.find(({ key }) => key === chosen) ?? all[0]
  const choose = (key: string) => {
    setEditing(null)
    setChosen(key)
  }
  return (
    <div className={levels['levels']}>
      <nav className={levels['side']} aria-label="Access levels" onKeyDown={walk}>
        <Button
          fullWidth
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => setEditing(blank)}
        >
          New level
        </Button>
        {groups.map(({ name, items }) => (
          <section key={name} aria-labelledby={`levels-${name}`}>
            <h2 id={`levels-${name}`}>{name}</h2>
            {items.map(({ key, name: level, holders }) => (
              <button
                type="button"
                key={key}
                data-level
                aria-current={!editing && key === shown?.key ? 'true' : undefined}
                onClick={() => choose(key)}
              >
                <span>{level}</span>
                <span className={levels['count']}>
                  {holders.length === 0 ? '' : holders.length}
                  <span className="hf-sr"> {holders.length === 1 ? 'person has it' : 'have it'}</span>
                </span>
              </button>
            ))}
          </section>
        ))}
      </nav>
      <div className={levels['level']}>
        {editing ? (
          <LevelForm
            key={editing.subject}
            start={editing}
            onDone={(levelId) => {
              setEditing(null)
              if (levelId !== null) setChosen(levelId)
            }}
          />
        ) : (
          shown && <OneLevel key={shown.key} shown={shown} onEdit={setEditing} />
        )}
      </div>
    </div>
  )
}

/** Up and down through the list, as in a table. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (move === undefined) return
  const items = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-level]')]
  const at = items.findIndex((each) => each === document.activeElement)
  items[Math.max(0, Math.min(items.length - 1, at + move))]?.focus()
  event.preventDefault()
}
