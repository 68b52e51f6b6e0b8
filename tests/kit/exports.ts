/** Exports as whoever gets one reads them: opened with age, unpacked with what every system has, and looked at by their manifest. */
import { Decrypter } from 'age-encryption'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Manifest } from '../../shared/exports/manifest.ts'
import { tempFolder } from './practice.ts'

export async function openWithAge(file: string, passphrase: string): Promise<Buffer> {
  const age = new Decrypter()
  age.addPassphrase(passphrase)
  return Buffer.from(await age.decrypt(new Uint8Array(readFileSync(file))))
}

export type Unpacked = Readonly<{
  manifest: Manifest
  /** By path in the archive. */
  files: ReadonlyMap<string, Buffer>
  /** Lines of every file of a type. */
  lines(type: string): string[]
}>

/** Unpacks with the tar of the system, which knows nothing of ours, and holds every file against the manifest. */
export function unpack(archive: Buffer): Unpacked {
  const folder = tempFolder(true)
  execFileSync('tar', ['-xzf', '-', '-C', folder], { input: archive, maxBuffer: 1024 })
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))]),
  )
  const named = [...files.keys()].find((name) => /manifest-[^/]*\.json$/.test(name)) ?? ''
  const manifest = Manifest.parse(JSON.parse((files.get(named) ?? Buffer.from('null')).toString('utf8')))
  const { exportId } = manifest
  for (const { name, bytes, sha256, count, type } of manifest.files) {
    const content = files.get(`${exportId}/${name}`)
    const hash = createHash('sha256')
      .update(content ?? '')
      .digest('hex')
    if (content?.length !== bytes || hash !== sha256) throw new Error(`${name} is not what the manifest says`)
    const lines = content.toString('utf8').split('\n').length - 1
    if (type !== 'file' && lines !== count) throw new Error(`${name} has ${lines} lines`)
  }
  if (files.size !== manifest.files.length + 1) throw new Error('there are files the manifest does not name')
  return {
    manifest,
    files,
    lines: (type) =>
      manifest.files
        .filter((each) => each.type === type)
        .flatMap(({ name }) => (files.get(`${exportId}/${name}`) ?? '').toString().trimEnd().split('\n')),
  }
}
