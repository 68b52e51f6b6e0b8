import { permissionGroups } from '../../shared/access/access-words.ts'
import type { SourcedRight } from '../../shared/access/right-sources.ts'
import { dateText } from '../kernel/dates.ts'
import classes from './administration.module.css'
import { sentence, sourceText } from './person-words.ts'

/** What somebody can do, in a clinic's words and groups, and where each right comes from. */
export function WhatOneCan({ rights }: { rights: readonly SourcedRight[] }) {
  const byRight = new Map(rights.map((right) => [right.permission, right]))
  return (
    <dl className={classes['can']}>
      {permissionGroups.map(({ name, rights: words }) => {
        const own = words.filter(({ permission }) => byRight.has(permission))
        return (
          <div key={name} data-none={own.length === 0 || undefined}>
            <dt>{name}</dt>
            <dd>
              {own.length === 0
                ? 'Nothing'
                : own.map(({ permission, can }) => (
                    <Line key={permission} can={can} right={byRight.get(permission)} />
                  ))}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Line({ can, right }: { can: string; right: SourcedRight | undefined }) {
  if (!right) return null
  return (
    <p>
      <span>{right.takenUntil ? <s>{sentence(can)}</s> : sentence(can)}</span>
      <span className={classes['from']} data-tone={right.takenUntil ? 'warn' : undefined}>
        {right.takenUntil ? `Taken until ${dateText(right.takenUntil)}` : sourceText(right.sources)}
      </span>
    </p>
  )
}
