/**
 * Backups of our own database: a base copy now and then, and every write since, so that it can be set back to any moment
 * (PostgreSQL 18 documentation, 25.3, "Continuous Archiving"). PostgreSQL's own pg_basebackup is not among the binaries we have.
 */
import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { runAs, startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts'

/** Not longer than this is lost with the disk the database is on. */
const archiveSeconds = 60

const walIn = (archive: string) => join(archive, 'wal')
const basesIn = (archive: string) => join(archive, 'base')

/** `file` of the folder, for a setting that PostgreSQL gives to a shell; `%f` in it is PostgreSQL's to fill in. */
function quoted(folder: string, file: string): string {
  if (/["'`$%\n]/.test(folder) || (process.platform !== 'win32' && folder.includes('\\')))
    throw new AppError('Invalid', 'backup.path', { path: folder })
  return `"${join(folder, file)}"`
}

/**
 * Settings by which a server keeps every write in `archive`, whole or not at all, and never one over another. Makes the
 * folder, which the user PostgreSQL runs as must be able to come by. Throws `backup.path` for a name no shell can be given.
 */
export async function archiving(archive: string): Promise<Readonly<Record<string, string>>> {
  const wal = walIn(resolve(archive))
  const [to, part] = [quoted(wal, '%f'), quoted(wal, '%f.part')]
  const as = await runAs()
  mkdirSync(basesIn(archive), { recursive: true, mode: 0o700 })
  mkdirSync(wal, { recursive: true, mode: 0o700 })
  if ('uid' in as) {
    // what it holds is the practice's record: its user may pass through, and nobody else may look
    chmodSync(archive, 0o711)
    chownSync(wal, as.uid, as.gid)
  }
  return {
    archive_mode: 'on',
    archive_timeout: String(archiveSeconds),
    archive_command:
      process.platform === 'win32'
        ? `if not exist ${to} (copy "%p" ${part} && move ${part} ${to}) else (fc /b "%p" ${to})`
        : `if test -f ${to}; then cmp -s "%p" ${to}; else cp "%p" ${part} && sync ${part} && mv ${part} ${to}; fi`,
  }
}

/** Made anew by every server, or of the moment only (25.3.4.3). */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init'])
const emptied = new Set([
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])

/**
 * Copies a running database; people work on meanwhile. `folder` is the database's, `url` its owner's. Resolves to the
 * backup's folder, which has its name only when it is whole.
 */
export async function takeBase(url: string, folder: string, archive: string, now: Date): Promise<string> {
  const name = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const [part, to] = [join(basesIn(archive), `${name}.part`), join(basesIn(archive), name)]
  if (existsSync(to)) throw new AppError('Conflict', 'backup.exists', { path: to })
  const client = new Client({ connectionString: url, application_name: 'holdfast-backup' })
  await client.connect()
  try {
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { recursive: true, mode: 0o700 })
    const { rows: settings } = await client.query<{ archive_mode: string }>('SHOW archive_mode')
    if (settings[0]?.archive_mode !== 'on') throw new AppError('Conflict', 'backup.not-archiving')
    await client.query(`SELECT pg_backup_start('holdfast', true)`)
    copyTree(join(folder, 'data'), join(part, 'data'))
    // waits until what was written during the copy stands in the archive
    const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'SELECT labelfile, spcmapfile FROM pg_backup_stop(true)',
    )
    writeFileSync(join(part, 'data', 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 })
    copyFileSync(join(folder, 'password'), join(part, 'password'))
    renameSync(part, to)
    return to
  } finally {
    await client.end()
  }
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(from)) {
    if (leftOut.has(name)) continue
    const [source, target] = [join(from, name), join(to, name)]
    const found = lstatSync(source, { throwIfNoEntry: false })
    if (!found) continue // removed meanwhile: the log of writes says so
    if (found.isDirectory()) {
      if (emptied.has(name)) mkdirSync(target, { mode: 0o700 })
      else copyTree(source, target)
    } else if (found.isFile()) copyFile(source, target)
  }
}

function copyFile(source: string, target: string): void {
  try {
    copyFileSync(source, target, constants.COPYFILE_FICLONE)
    chmodSync(target, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

/** The moment a base was begun, as its name says it. */
const momentOf = (name: string): number =>
  Date.parse(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

/** Bases that are whole, the latest first. */
export const basesOf = (archive: string): readonly string[] =>
  (existsSync(basesIn(archive)) ? readdirSync(basesIn(archive)) : [])
    .filter((name) => Number.isFinite(momentOf(name)))
    .toSorted()
    .toReversed()

/**
 * Makes the database as it was at `until` (the last archived moment for null) in an empty `folder` and resolves when it
 * answers, to be stopped by the caller. Every practice in it needs a new epoch before workstations come.
 * Throws `backup.none` where no base is early enough, `backup.not-empty`, `postgres.start`.
 */
export async function restoreTo(
  archive: string,
  until: Date | null,
  { folder, port, log }: EmbeddedOptions,
): Promise<Embedded> {
  const base = basesOf(archive).find((name) => until === null || momentOf(name) <= until.getTime())
  if (base === undefined) throw new AppError('NotFound', 'backup.none', { path: basesIn(archive) })
  if (existsSync(join(folder, 'data'))) throw new AppError('Conflict', 'backup.not-empty', { path: folder })
  const as = await runAs()
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const data = join(folder, 'data')
  copyTree(join(basesIn(archive), base, 'data'), data)
  copyFileSync(join(basesIn(archive), base, 'password'), join(folder, 'password'))
  chmodSync(join(folder, 'password'), 0o600)
  writeFileSync(join(data, 'recovery.signal'), '', { mode: 0o600 })
  if ('uid' in as) giveTo(data, as.uid, as.gid)
  const wal = quoted(walIn(resolve(archive)), '%f')
  return startEmbedded({
    folder,
    port,
    log,
    settings: {
      restore_command: process.platform === 'win32' ? `copy ${wal} "%p"` : `cp ${wal} "%p"`,
      recovery_target_action: 'promote',
      // a letter for the zone is not known yet when settings are read
      ...(until && { recovery_target_time: until.toISOString().replace('Z', '+00') }),
      // a write of the new history must never stand beside those of the old one under the same name
      archive_mode: 'off',
    },
  })
}

function giveTo(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTo(join(path, name), uid, gid)
}
