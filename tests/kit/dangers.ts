/**
 * What is dangerous wherever it stands, as rules over the syntax tree of a source: those of Electronegativity under its names, and places where
 * text becomes code, markup, a command or SQL. A rule says what it catches and what it lets be; `tests/invariants/dangers.test.ts` seeds both.
 */
import {
  argumentsOf,
  calls,
  hears,
  importsFrom,
  isMade,
  isProperty,
  nameOf,
  names,
  nodesIn,
  textIn,
  walk,
  type Rule,
  type SyntaxNode,
} from './syntax.ts'

/** Checks of Electronegativity that row E29 names, under their names there. */
export const electronChecks: readonly Rule[] = [
  {
    name: 'AUXCLICK',
    catches: (node) =>
      hears(node, 'auxclick') ||
      (node.type === 'JSXAttribute' && nameOf(node['name']) === 'onAuxClick') ||
      (calls(node, /^setWindowOpenHandler$/) && !onlyDenies(node)),
    seeds: [
      "element.addEventListener('auxclick', open)",
      'const link = <a onAuxClick={open}>x</a>',
      "contents.setWindowOpenHandler(({ url }) => ({ action: url ? 'allow' : 'deny' }))",
      'contents.setWindowOpenHandler(decide)',
    ],
    lets: ["contents.setWindowOpenHandler(() => { tell(); return { action: 'deny' } })", "on('click', f)"],
    reviewed: {
      "src-renderer/kernel/leaving-by-hand.ts: globalThis.addEventListener('auxclick', (event) => event.button === 1 && event.preventDefault(), true)":
        'keeps it from opening anything',
    },
  },
  {
    name: 'CERTIFICATE_ERROR_EVENT',
    catches: (node) => hears(node, 'certificate-error') || textIn(node) === 'certificate-error',
    seeds: [
      "app.on('certificate-error', (event, contents, url, error, certificate, answer) => answer(true))",
      "const event = 'certificate-error'; app.once(event, trust)",
    ],
    lets: ["app.on('web-contents-created', guard)"],
  },
  {
    name: 'CERTIFICATE_VERIFY_PROC',
    catches: (node) =>
      names(node, /^(setCertificateVerifyProc|NODE_TLS_REJECT_UNAUTHORIZED)$/) ||
      isProperty(node, 'checkServerIdentity') ||
      (isProperty(node, 'rejectUnauthorized') && (node['value'] as { value?: unknown }).value !== true),
    seeds: [
      'session.setCertificateVerifyProc((request, answer) => answer(0))',
      "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'",
      'connect({ host, rejectUnauthorized: false })',
      'connect({ host, rejectUnauthorized: strict })',
      'connect({ host, checkServerIdentity: () => undefined })',
    ],
    lets: ['connect({ host, rejectUnauthorized: true })'],
    reviewed: {
      'src-cloud/http/app.ts: rejectUnauthorized: false,':
        'who comes to be enrolled has no certificate yet, and is asked for it everywhere else',
    },
  },
  {
    name: 'PROTOCOL_HANDLER',
    catches: (node) =>
      calls(node, /^((register|intercept)\w*Protocol|setAsDefaultProtocolClient)$/) ||
      (calls(node, /^handle$/) && nameOf((node['callee'] as SyntaxNode)['object']) === 'protocol'),
    seeds: [
      "protocol.registerFileProtocol('x', serve)",
      "session.protocol.handle('file', serve)",
      "app.setAsDefaultProtocolClient('holdfast')",
    ],
    lets: ["ipc.handle('hello', answer)"],
    reviewed: {
      "src-main/app/main.ts: pages.protocol.handle('app', (request) => respond(content, request.url))":
        'our own files, by a list',
    },
  },
  {
    name: 'CUSTOM_ARGUMENTS',
    catches: (node) => calls(node, /^append(Switch|Argument)$/),
    seeds: [
      "app.commandLine.appendSwitch('ignore-certificate-errors')",
      "app.commandLine['appendArgument'](x)",
    ],
    lets: ['app.commandLine.hasSwitch(name)'],
    reviewed: {
      "src-main/app/main.ts: app.commandLine.appendSwitch('enable-features', 'PartitionAllocEventuallyZeroFreedMemory')":
        'what the allocator gets back is overwritten',
    },
  },
  {
    name: 'DANGEROUS_FUNCTIONS',
    catches: (node) =>
      calls(node, /^(eval|Function|executeJavaScript\w*|insertCSS|runIn\w*Context|compileFunction)$/) ||
      (calls(node, /^set(Timeout|Interval|Immediate)$/) && isTexty(argumentsOf(node)[0])) ||
      (node.type === 'ImportExpression' && isMade(node['source'] as SyntaxNode)) ||
      importsFrom(node, /^(node:)?vm$/),
    seeds: [
      'eval(text)',
      'new Function(text)()',
      'contents.executeJavaScript(`show(${id})`)',
      'contents.insertCSS(text)',
      'setTimeout(`show(${id})`, 5)',
      'await import(name)',
      "import { runInThisContext } from 'node:vm'",
    ],
    lets: ['setTimeout(() => show(id), 5)', "await import('bwip-js/generic')", 'evaluate(text)'],
    reviewed: {
      'src-cloud/postgres/embedded.ts: return (await import(name)) as Binaries':
        'the server of this machine’s kind: nobody names it',
    },
  },
  {
    name: 'REMOTE_MODULE',
    catches: (node) =>
      importsFrom(node, /^@electron\/remote/) ||
      isProperty(node, 'enableRemoteModule') ||
      (node.type === 'MemberExpression' &&
        nameOf(node) === 'remote' &&
        nameOf(node['object']) === 'electron'),
    seeds: [
      "import { BrowserWindow } from '@electron/remote'",
      'const remote = require(`@electron/remote/main`)',
      'new BrowserWindow({ webPreferences: { enableRemoteModule: true } })',
      'electron.remote.app.quit()',
    ],
    lets: ['git.remote.name', "import { app } from 'electron'"],
  },
  {
    name: 'PRELOAD_JS',
    catches: (node) => isProperty(node, 'preload') || calls(node, /^(setPreloads|registerPreloadScript)$/),
    seeds: [
      'new BrowserWindow({ webPreferences: { preload: file } })',
      "session.registerPreloadScript({ type: 'frame', filePath })",
    ],
    lets: ["link.rel = 'preload'"],
    reviewed: {
      'src-main/app/windows.ts: preload: parts.preload,': 'the one window there is',
      "src-main/app/main.ts: preload: join(import.meta.dirname, '../preload/preload.cjs'),":
        'and the one script',
    },
  },
  {
    name: 'SECURITY_WARNINGS_DISABLED',
    catches: (node) => names(node, /^ELECTRON_DISABLE_SECURITY_WARNINGS$/),
    seeds: [
      "process.env['ELECTRON_DISABLE_SECURITY_WARNINGS'] = 'true'",
      'process.env.ELECTRON_DISABLE_SECURITY_WARNINGS = 1',
      'window.ELECTRON_DISABLE_SECURITY_WARNINGS = true',
    ],
    lets: ["process.env['ELECTRON_RUN_AS_NODE']"],
  },
  {
    name: 'AFFINITY',
    catches: (node) => isProperty(node, 'affinity'),
    seeds: ["new BrowserWindow({ webPreferences: { affinity: 'all' } })"],
    lets: ['const affinity = 1'],
  },
]

/** Places where what somebody wrote becomes something that is carried out. */
export const sinks: readonly Rule[] = [
  {
    name: 'TEXT_AS_MARKUP',
    catches: (node) =>
      (node.type === 'AssignmentExpression' &&
        /^(inner|outer)HTML$|^srcdoc$/.test(nameOf(node['left']) ?? '')) ||
      (node.type === 'JSXAttribute' &&
        /^(dangerouslySetInnerHTML|srcDoc)$/.test(nameOf(node['name']) ?? '')) ||
      calls(node, /^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe)$/) ||
      (calls(node, /^write(ln)?$/) && nameOf((node['callee'] as SyntaxNode)['object']) === 'document'),
    seeds: [
      'element.innerHTML = note',
      'const shown = <p dangerouslySetInnerHTML={{ __html: note }} />',
      "element.insertAdjacentHTML('beforeend', note)",
      'document.write(note)',
    ],
    lets: ['element.textContent = note', 'log.write(note)'],
  },
  {
    name: 'SHELL_COMMAND',
    catches: (node) => importsFrom(node, /^(node:)?child_process$/) || isProperty(node, 'shell'),
    seeds: [
      "import { exec } from 'node:child_process'",
      'const { spawn } = require(`child_process`)',
      'run(name, { shell: true })',
    ],
    lets: ["import { spawn } from './own-words.ts'"],
    reviewed: {
      "src-cloud/postgres/embedded.ts: import { execFile, spawn, type ChildProcess } from 'node:child_process'":
        'PostgreSQL itself, without a shell',
      "src-main/app/clock-source.ts: import { execFile } from 'node:child_process'":
        'asks the system whether its clock is set by a server, without a shell',
      "src-main/app/core-dumps.ts: import { execFileSync } from 'node:child_process'":
        'prlimit, without a shell',
    },
  },
  {
    name: 'OPENED_OUTSIDE',
    catches: (node) => calls(node, /^(openExternal|openPath|showItemInFolder|trashItem)$/),
    seeds: ['shell.openExternal(url)', "shell['openPath'](path)"],
    lets: ['openPack(path)'],
  },
  {
    name: 'EXPRESSION_OF_TEXT',
    catches: (node) => calls(node, /^RegExp$/) && isMade(argumentsOf(node)[0]),
    seeds: ['new RegExp(typed)', 'RegExp(`^${typed}`)'],
    lets: ["new RegExp('^a', 'u')"],
    reviewed: {
      "shared/audit/page.ts: const groups = text.match(new RegExp(`.{1,${group}}`, 'g')) ?? []": 'a number',
      'shared/patients/read-search.ts: const dates = new RegExp(': 'parts that stand beside it',
      "src-main/store/seen-reader.ts: const hint = new RegExp(`\\\\b${table}(\\\\s+INDEXED BY \\\\w+)`).exec(text)?.[1] ?? ''":
        'names of tables of ours',
      'src-main/store/seen-reader.ts: if (!new RegExp(`\\\\b${table}\\\\b`).test(text)) continue':
        'names of tables of ours',
    },
  },
  {
    name: 'SQL_FROM_INPUT',
    catches: (node) => {
      const texts =
        node.type === 'TemplateLiteral'
          ? nodesIn(node['quasis']).map((each) => (each['value'] as { raw: string }).raw)
          : node.type === 'BinaryExpression' && node['operator'] === '+'
            ? [...walk(node)].map((each) => textIn(each) ?? '')
            : []
      return texts.some((text) => sqlWords.test(text)) && usesInput(node)
    },
    seeds: [
      "read.rows(`SELECT id FROM patients WHERE family = '${input.family}'`)",
      "read.rows('SELECT id FROM patients WHERE family = ' + input.family)",
      'tx.writeLocal(`UPDATE patients SET ${Object.keys(input.fields).join()} WHERE id = ?`)',
    ],
    lets: [
      'read.rows(`SELECT ${fields} FROM patients WHERE family = ?`, input.family)',
      'said(`from ${input.family}`)',
    ],
    reviewed: {
      'src-main/patients/list-patients.sql.ts: `SELECT ${lineColumns} FROM patients WHERE n IN (':
        'which of our own texts is taken, never what it says',
    },
  },
  {
    name: 'PATH_FROM_INPUT',
    catches: (node) =>
      calls(
        node,
        /^(readFile|writeFile|appendFile|open|rm|unlink|rename|copyFile|cp|mkdir|readdir)Sync$|^create(Read|Write)Stream$|^(readFile|writeFile|unlink|copyFile|join)$/,
      ) && argumentsOf(node).some(usesInput),
    seeds: [
      'readFileSync(input.file)',
      'join(folder, input.name)',
      'createReadStream(`${folder}/${input.name}`)',
    ],
    lets: ['readFileSync(join(folder, name))', 'lines.join(separator)'],
  },
  {
    name: 'WEAK_CRYPTOGRAPHY',
    catches: (node) =>
      calls(node, /^create(Cipher|Decipher)$/) ||
      (calls(node, /^(createHash|createHmac|hash|createCipheriv|createDecipheriv)$/) &&
        /^(md\d|sha-?1$|rc4|des|bf)|-ecb$/i.test(textIn(argumentsOf(node)[0]) ?? '')),
    seeds: [
      "createHash('md5').update(x)",
      "createCipheriv('aes-256-ecb', key, null)",
      "createHmac('sha1', key)",
    ],
    lets: ["createHash('sha256')", "createCipheriv('aes-256-gcm', key, iv)"],
  },
]

const sqlWords = /\b(SELECT|FROM|WHERE|ORDER BY|INSERT INTO|UPDATE|DELETE)\b/
/** What a page has sent is called `input` in every handler. */
const usesInput = (node: SyntaxNode): boolean =>
  [...walk(node)].some((each) => each.type === 'Identifier' && each['name'] === 'input')

/** Every answer that is written in it is no. */
function onlyDenies(call: SyntaxNode): boolean {
  const [handler] = argumentsOf(call)
  if (!handler || !/^(ArrowFunction|Function)Expression$/.test(handler.type)) return false
  const answers = [...walk(handler)].filter((node) => isProperty(node, 'action'))
  return answers.length > 0 && answers.every((node) => textIn(node['value']) === 'deny')
}
const isTexty = (node: SyntaxNode | undefined): boolean =>
  node !== undefined && (node.type === 'TemplateLiteral' || typeof node['value'] === 'string')
