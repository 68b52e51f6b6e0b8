/** `npm run import`: a folder of records into a workstation, through the same door as the Import screen. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../shared/kernel/errors.ts'
import { wordsFor } from '../src-renderer/kernel/words.ts'
import { CommandError } from './import/command-error.ts'
import { measure } from './import/figures.ts'
import { claimProfile, isDemo, openProfile } from './import/open-profile.ts'
import { readImportOptions, usage, type ImportCommand } from './import/options.ts'
import { reportText, totalsOf } from './import/report.ts'
import { keyringData, runWithKeyring } from './keyring.ts'
import { importFolder, type Imported } from './kit/import-folder.ts'
import type { Workstation } from './kit/workstation.ts'
import { makeProgressLine } from './progress-line.ts'
import { root } from './proc.ts'
import { chooseKeyPlace, keyWords, type KeyPlace } from './start/key-place.ts'

/** 0 also where some were refused; 1 where nothing could be read or it broke off; 130 where it was cancelled. */
export async function task(args: readonly string[]): Promise<number> {
  let command: ImportCommand
  try {
    command = readImportOptions(args, process.env['INIT_CWD'] ?? process.cwd())
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
  if (!existsSync(command.folder)) {
    console.error(`there is no folder ${command.folder}`)
    return 1
  }
  const keyPlace = isDemo(command) ? await chooseKeyPlace(command.profile) : 'keychain'
  if (keyPlace === 'private' && process.env['HOLDFAST_KEYRING'] !== 'private') {
    // the one inside hears Ctrl+C too, and has something to finish
    process.on('SIGINT', () => undefined)
    return runWithKeyring(
      process.execPath,
      [...process.execArgv, join(root, 'tools/run.ts'), 'import', ...args],
      { data: keyringData(command.profile) },
    )
  }
  return runImport(command, keyPlace)
}

async function runImport(command: ImportCommand, keyPlace: KeyPlace): Promise<number> {
  const { profile, json } = command
  // one object and nothing else is printed where that was asked for
  const say = (what: string, words: string) => void (json || console.log(`${what.padEnd(9)} ${words}`))
  let desk: Workstation
  let release = () => {}
  try {
    release = claimProfile(command)
    say('data', profile)
    if (isDemo(command)) say('keychain', keyWords[keyPlace])
    desk = await openProfile(command, keyPlace === 'file')
  } catch (error) {
    release()
    return failed(error)
  }
  const stop = new AbortController()
  const cancel = () => stop.abort()
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const line = makeProgressLine(process.stderr)
  try {
    say('import', command.folder)
    const ends = measure()
    const imported = await importFolder(desk, command.folder, {
      source: command.source,
      signal: stop.signal,
      onProgress: (progress) => line.show(progress),
    })
    line.end()
    const totals = totalsOf(imported.report.types)
    const figures = ends(totals.stored)
    console.log(
      json ? JSON.stringify({ ...imported, totals, figures }, null, 1) : reportText(imported, figures),
    )
    return codeOf(imported, totals.stored)
  } catch (error) {
    line.end()
    return failed(error)
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    desk.close()
    release()
  }
}

function codeOf({ run }: Imported, stored: number): number {
  if (run.state === 'cancelled') return 130
  return run.state === 'finished' && stored > 0 ? 0 : 1
}

function failed(error: unknown): number {
  if (error instanceof CommandError) console.error(error.message)
  else console.error(wordsFor(error instanceof AppError ? error : { reason: 'unexpected', params: {} }))
  return 1
}
