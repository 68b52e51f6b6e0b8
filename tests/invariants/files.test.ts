/** Names, sizes, leftovers and licences. */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../tools/proc.ts'
import { code, filesIn, importsOf, isLocal, packageOf, sources, textOf } from '../kit/sources.ts'
import { largeFiles } from './large-files.ts'

const product = filesIn(sources, code)
const all = [...product, ...filesIn(['tests', 'tools'], code)]
/** Lists of names and products that the demonstration is made of. */
const isData = (file: string): boolean => file.startsWith('tools/demo/data/')
const lengthOf = (file: string): number => textOf(file).trimEnd().split('\n').length

describe('sizes', () => {
  test('no file is over 350 lines but those that say why', () => {
    const large = all.filter((file) => lengthOf(file) > 350 && !isData(file))
    expect(large.filter((file) => !(file in largeFiles))).toEqual([])
    for (const [file, reason] of Object.entries(largeFiles)) {
      expect(reason.length).toBeGreaterThan(20)
      // what has become small needs no leave any more
      expect([file, existsSync(join(root, file)) && lengthOf(file) > 350]).toEqual([file, true])
    }
  })

  test('the median file is short', () => {
    const lengths = product.map(lengthOf).toSorted((a, b) => a - b)
    const median = lengths[lengths.length >> 1] ?? 0
    const over = product.filter((file) => lengthOf(file) > 200)
    console.log(
      `sizes: ${product.length} files, median ${median} lines, ${over.length} over 200${over.length > 0 ? `: ${over.join(', ')}` : ''}`,
    )
    expect(median).toBeLessThanOrEqual(60)
  })
})

describe('names', () => {
  test('are kebab-case, and of nothing in particular', () => {
    const odd = all.filter(
      (file) =>
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(sql|test|module|config|d))?\.(ts|tsx|js|mjs|cjs)$/.test(basename(file)),
    )
    expect(odd).toEqual([])
    const vague = /(^|[-/])(services?|managers?|helpers?|utils?|utilities|common|misc|stuff|base)([-./]|$)/i
    expect([...all, ...all.map(dirname)].filter((file) => vague.test(file))).toEqual([])
  })

  test('so are the names of what is exported', () => {
    const exported = product.flatMap((file) =>
      [...textOf(file).matchAll(/^export (?:abstract )?(?:const|function|class|type|interface) (\w+)/gm)].map(
        (match) => `${file}: ${match[1]}`,
      ),
    )
    expect(exported.length).toBeGreaterThan(300)
    expect(
      exported.filter((name) => /: \w*(Service|Manager|Helper|Utils)$|: I[A-Z][a-z]/.test(name)),
    ).toEqual([])
    expect(
      product.filter((file) => /^\s*(?:export )?(?:declare )?(?:const )?enum /m.test(textOf(file))),
    ).toEqual([])
  })

  test('a handler and its contract share a stem', () => {
    const handlers = product.filter(
      (file) =>
        file.startsWith('src-main/') &&
        !file.startsWith('src-main/pipeline/') &&
        /\b(?:handle|answer|act)\(\s*\w+,/.test(textOf(file)) &&
        importsOf(file).some(({ to }) => to === 'src-main/pipeline/handle.ts'),
    )
    expect(handlers.length).toBeGreaterThan(15)
    const without = handlers.filter((file) => !existsSync(join(root, file.replace('src-main/', 'shared/'))))
    expect(without).toEqual([])
  })
})

describe('leftovers', () => {
  const texts = [
    ...all,
    ...filesIn(['docs', 'migrations', '.github'], /\.(md|sql|ya?ml)$/),
    ...filesIn(['.'], /^[^/]+\.(md|json|ts|ya?ml)$/),
  ].filter((file) => !isData(file) && !/^(package-lock\.json|tests\/invariants\/files\.test\.ts)$/.test(file))
  const holding = (pattern: RegExp) => [...new Set(texts)].filter((file) => pattern.test(textOf(file)))

  test('nothing is left to do, left out or left alone to run', () => {
    expect(holding(/\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([])
    expect(holding(/\.(?:only|skip|todo)\(/)).toEqual([])
    expect(
      holding(/@ts-ignore|@ts-nocheck|eslint-disable(?!-next-line)|oxlint-disable(?!-next-line)/),
    ).toEqual([])
  })

  test('nothing says who or what wrote it', () => {
    const pattern =
      /\b(?:chat ?gpt|gpt-?\d|open ?ai|anthropic|claude|copilot|codex|gemini|language model|large language|AI[- ](?:generated|assisted)|co-authored-by)\b/i
    expect(holding(pattern)).toEqual([])
  })
})

test('docs/invariants.md names tests that are there, and sources', () => {
  const rows = textOf('docs/invariants.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (always|-)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  expect(rows.length).toBeGreaterThan(30)
  const named = rows.flatMap(([, , , tests = '']) =>
    [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  )
  const missing = named.filter((name) => {
    const path = name.startsWith('tests/') ? name : `tests/invariants/${name}`
    return name !== 'tsc' && ![path, `${path}.test.ts`].some((each) => existsSync(join(root, each)))
  })
  expect(missing).toEqual([])
  const files = rows.flatMap(([, , because = '']) =>
    [...because.matchAll(/`([\w-]+\.ts)`/g)].map((match) => match[1] ?? ''),
  )
  expect(files.filter((file) => !product.some((path) => basename(path) === file))).toEqual([])
})

type Locked = {
  version?: string
  integrity?: string
  inBundle?: boolean
  hasInstallScript?: boolean
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  license?: string
  dev?: boolean
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}
const lock = (JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> }).packages
const declared = JSON.parse(textOf('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

/** Used by a test, and installed because of something else that is declared. */
const comesWith: Readonly<Record<string, string>> = { 'js-yaml': 'electron-builder, whose file a test reads' }

describe('packages', () => {
  /** Where Node would find a package that is asked for from another. */
  function find(name: string, from: string): string | null {
    for (let at: string = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`
      if (path in lock) return path
      if (at === '') return null
    }
  }
  const bundled = [
    ...new Set(
      product
        .flatMap(importsOf)
        .filter(
          ({ to, typeOnly }) => !typeOnly && !isLocal(to) && !to.startsWith('node:') && to !== 'electron',
        )
        .map(({ to }) => packageOf(to)),
    ),
  ]
  /** Everything that ends up in the product: what it is installed with, and what is bundled, with all they need. */
  function shipped(): string[] {
    const found = new Set<string>()
    const left = [...Object.keys(declared.dependencies), ...bundled].map(
      (name) => [name, ''] as [string, string],
    )
    while (left.length > 0) {
      const [name, from] = left.pop() ?? ['', '']
      const path = find(name, from)
      if (path === null || found.has(path)) continue
      found.add(path)
      const { dependencies, optionalDependencies } = lock[path] ?? {}
      for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
        left.push([needed, path])
    }
    return [...found].toSorted()
  }

  test('all that is imported is declared, and pinned to one version', () => {
    const names = { ...declared.dependencies, ...declared.devDependencies }
    const toolbox = all
      .flatMap(importsOf)
      .filter(({ to }) => !isLocal(to) && !to.startsWith('node:'))
      .map(({ to }) => packageOf(to))
    expect([...new Set(toolbox)].filter((name) => !(name in names) && !(name in comesWith))).toEqual([])
    expect(
      Object.entries(names).filter(([, version]) => !/^\d+\.\d+\.\d+(-beta\.\d+)?$/.test(version)),
    ).toEqual([])
  })

  test('the lock names every package that another asks for, for every platform, with its hash', () => {
    // an npm on another platform refuses a lock that names the packages of ours alone
    const asked = Object.entries(lock).flatMap(([from, each]) =>
      Object.entries({ ...each.peerDependencies, ...each.dependencies, ...each.optionalDependencies })
        .filter(([name]) => each.peerDependenciesMeta?.[name]?.optional !== true)
        .map(([name, range]) => ({ name, from, range, path: find(name, from) })),
    )
    expect(asked.length).toBeGreaterThan(500)
    expect(asked.filter(({ path }) => path === null).map(({ name, from }) => `${name} of ${from}`)).toEqual(
      [],
    )
    const exact = asked.filter(({ range }) => /^\d+\.\d+\.\d+$/.test(range))
    expect(exact.length).toBeGreaterThan(100)
    expect(
      exact
        .filter(({ path, range }) => lock[path ?? '']?.version !== range)
        .map(({ name, from, range }) => `${name} ${range} of ${from}`),
    ).toEqual([])
    // `resolved` stands nowhere: the lock is good for any registry, the hash says what it must give
    expect(
      Object.entries(lock)
        .filter(([path, { integrity, inBundle }]) => path !== '' && inBundle !== true && !integrity)
        .map(([path]) => path),
    ).toEqual([])
  })

  test('what would run a script at its installation is decided by name, and no name is left of what is gone', () => {
    const scripted = Object.entries(lock)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    const decided = Object.keys(declared.allowScripts)
    expect(scripted.filter((name) => !decided.includes(name))).toEqual([])
    expect(scripted.length).toBeGreaterThan(5)
    expect(decided.filter((name) => find(name, '') === null)).toEqual([])
  })

  test('all that ships has a licence that lets it', () => {
    const allowed = new Set([
      'MIT',
      'Apache-2.0',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'ISC',
      '0BSD',
      'BlueOak-1.0.0',
      'Python-2.0',
      'Unlicense',
    ])
    const permits = (license: string): boolean =>
      license
        .replaceAll(/[()]/g, '')
        .split(' OR ')
        .some((choice) => choice.split(' AND ').every((each) => allowed.has(each.trim())))
    const paths = shipped()
    console.log(
      `licences: ${bundled.length} packages are bundled, ${Object.keys(declared.dependencies).length} installed, ${paths.length} ship in all`,
    )
    expect(bundled).toEqual(expect.arrayContaining(['react', 'zod', '@mantine/core', 'kysely', 'pino']))
    expect(paths).toEqual(
      expect.arrayContaining([
        'node_modules/react-dom',
        'node_modules/scheduler',
        'node_modules/better-sqlite3-multiple-ciphers',
      ]),
    )
    expect(
      paths.filter((path) => !permits(licenseOf(path))).map((path) => `${path}: ${licenseOf(path)}`),
    ).toEqual([])
    expect(['GPL-3.0', 'MIT AND GPL-2.0', '', 'SEE LICENSE IN x'].some(permits)).toBe(false)
  })

  function licenseOf(path: string): string {
    const listed = lock[path]?.license
    if (listed !== undefined) return listed
    const file = `${path}/package.json`
    if (!existsSync(join(root, file))) return 'unknown'
    return (JSON.parse(textOf(file)) as { license?: string }).license ?? 'none'
  }

  test('the licence of the product is in it', () => {
    expect(textOf('LICENSE')).toContain('Apache License')
    expect((JSON.parse(textOf('package.json')) as { license: string }).license).toBe('Apache-2.0')
  })
})
