/** A chooser of folders and files for a desktop without Electron: a small page of its own. Empty in headless runs, where nobody is there. */
import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { browser, hasDisplay } from './chromium.ts'

export type What = 'folder' | 'files'

export async function askPath(title: string, what: What): Promise<string[]> {
  if (!hasDisplay() || process.env['HOLDFAST_HEADLESS'] === '1') return []
  const context = await (await browser()).newContext({ viewport: { width: 640, height: 560 } })
  const page = await context.newPage()
  const chosen = new Promise<string[]>((done) => {
    page.on('close', () => done([]))
    void page.exposeFunction('list', (path: string) => listOf(resolve(path), what))
    void page.exposeFunction('done', (paths: string[]) => done(paths))
  })
  await page.setContent(html(title, homedir(), what))
  const paths = await chosen
  await context.close()
  return paths
}

function listOf(at: string, what: What) {
  const entries = readdirSync(at, { withFileTypes: true }).toSorted((a, b) => a.name.localeCompare(b.name))
  const named = (of: typeof entries) => of.map(({ name }) => ({ name, path: join(at, name) }))
  return {
    at,
    up: dirname(at),
    folders: named(entries.filter((entry) => entry.isDirectory())),
    files: what === 'files' ? named(entries.filter((entry) => entry.isFile())) : [],
  }
}

const html = (
  title: string,
  start: string,
  what: What,
) => `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>body{font:14px system-ui;margin:16px;display:grid;gap:12px;grid-template-rows:auto auto 1fr auto;height:calc(100vh - 32px)}
input{font:inherit}input[aria-label]{padding:6px;width:100%;box-sizing:border-box}ul{overflow:auto;margin:0;padding:0;list-style:none;border:1px solid #ccc}
button{font:inherit;padding:4px 12px}li button,li label{all:unset;display:block;width:100%;padding:4px 8px;cursor:pointer}li :is(button,label):hover{background:#eef}</style>
<h1 style="font-size:16px;margin:0">${title}</h1><input aria-label="Folder"><ul></ul>
<div style="display:flex;gap:8px;justify-content:end"><button id="no">Cancel</button><button id="yes">${what === 'files' ? 'Choose what is ticked' : 'Choose this folder'}</button></div>
<script>const field=document.querySelector('input'),ul=document.querySelector('ul');
const item=(tag)=>{const li=document.createElement('li'),inner=document.createElement(tag);li.append(inner);return [li,inner]};
const folder=(f)=>{const [li,b]=item('button');b.textContent=f.name+'/';b.onclick=()=>go(f.path);return li};
const file=(f)=>{const [li,l]=item('label'),box=document.createElement('input');box.type='checkbox';box.value=f.path;l.append(box,' '+f.name);return li};
async function go(path){const {at,up,folders,files}=await list(path);field.value=at;ul.replaceChildren(...[{name:'..',path:up},...folders].map(folder),...files.map(file))}
const ticked=()=>[...ul.querySelectorAll('input:checked')].map((box)=>box.value);
field.onchange=()=>go(field.value);document.querySelector('#yes').onclick=()=>done(${what === 'files' ? 'ticked()' : '[field.value]'});document.querySelector('#no').onclick=()=>done([]);
go(${JSON.stringify(start)})</script>`
