import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { archiveLevel, restoreLevel } from '../../shared/access/archive-level.ts'
import { permissionGroups, placesText } from '../../shared/access/access-words.ts'
import { counted } from '../cloud/connection-words.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { run } from '../kernel/holdfast.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import levels from './levels.module.css'
import type { LevelStart } from './level-form.tsx'
import type { Shown } from './levels-panel.tsx'
import { useLocations } from './place-choice.tsx'
import { sentence } from './person-words.ts'

/** What somebody with this level can and cannot do, and who that is. */
export function OneLevel({ shown, onEdit }: { shown: Shown; onEdit(start: LevelStart): void }) {
  const { name, about, permissions, holders, own, basedOn } = shown
  const copy: LevelStart = {
    subject: `copy of ${shown.key}`,
    level: null,
    name: `${name}, copy`.slice(0, 60),
    basedOn,
    permissions,
    scope: own?.scope ?? [],
  }
  return (
    <>
      <header className={levels['levelHead']}>
        <div>
          <h2>{name}</h2>
          <p className={classes['dim']}>
            {about} {own === null && 'It is the same in every practice: copy it to make one of your own.'}
            {own?.archived && 'Archived: nobody is given it any more, and whoever has it keeps it.'}
          </p>
          {own && own.scope.length > 0 && <Only scope={own.scope} />}
        </div>
        <div className={`${classes['buttons']} ${levels['headButtons']}`}>
          {own && !own.archived && (
            <Button
              onClick={() =>
                onEdit({
                  subject: own.levelId,
                  level: own,
                  name,
                  basedOn,
                  permissions: own.permissions,
                  scope: own.scope,
                })
              }
            >
              Edit
            </Button>
          )}
          <Button variant="default" onClick={() => onEdit(copy)}>
            Copy
          </Button>
          {own && <Archive own={own} />}
        </div>
      </header>
      <div className={levels['rights']}>
        {permissionGroups.map(({ name: group, rights }) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {rights.map(({ permission, name: right, can }) => {
                const has = permissions.includes(permission)
                return (
                  <li key={permission} data-has={has || undefined}>
                    <span aria-hidden="true">{has ? '✓' : '–'}</span>
                    <span>
                      {right}
                      <span className="hf-sr">: {has ? 'yes' : 'no'}</span>
                      <small>{sentence(can)}</small>
                    </span>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
      <section className={levels['holders']}>
        <h3>
          {holders.length === 0
            ? 'Nobody has it'
            : `${counted(holders.length, 'person has', 'people have')} it`}
        </h3>
        <ul>
          {holders.map(({ userId, displayName }) => (
            <li key={userId}>
              <Link to="/administration/people/$userId" params={{ userId }}>
                {displayName}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Where it reaches some locations only, which. */
function Only({ scope }: { scope: readonly string[] }) {
  const locations = useLocations()
  if (!locations) return null
  const named = scope.map((id) => ({
    name: locations.find(({ locationId }) => locationId === id)?.label ?? '',
  }))
  return (
    <p>
      With patients of <b>{placesText(named)}</b>, and of no known location.
    </p>
  )
}

function Archive({ own }: { own: NonNullable<Shown['own']> }) {
  const { levelId, version, archived, name } = own
  const failed = { onError: (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem') }
  const archive = useRun(archiveLevel, {
    ...failed,
    onSuccess: () =>
      notifyUndo(
        `“${name}” is archived.`,
        () => void run(restoreLevel, { levelId, version: version + 1 }).catch(failed.onError),
      ),
  })
  const restore = useRun(restoreLevel, failed)
  return archived ? (
    <Button variant="default" onClick={() => restore.mutate({ levelId, version })}>
      Take it back into use
    </Button>
  ) : (
    <Button variant="default" onClick={() => archive.mutate({ levelId, version })}>
      Archive
    </Button>
  )
}
