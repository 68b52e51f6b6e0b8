/** A folder chooser for a desktop without Electron: a small page of its own. Null in headless runs, where nobody is there. */
import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { browser, hasDisplay } from './chromium.ts'

export async function askFolder(title: string): Promise<string | null> {
  if (!hasDisplay() || process.env['HOLDFAST_HEADLESS'] === '1') return null
  const context = await (await browser()).newContext({ viewport: { width: 640, height: 560 } })
  const page = await context.newPage()
  const chosen = new Promise<string | null>((done) => {
    page.on('close', () => done(null))
    void page.exposeFunction('list', (path: string) => {
      const at = resolve(path)
      const folders = readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
      return { at, up: dirname(at), folders: folders.sort().map((name) => ({ name, path: join(at, name) })) }
    })
    void page.exposeFunction('done', (path: string | null) => done(path))
  })
  await page.setContent(html(title, homedir()))
  const path = await chosen
  await context.close()
  return path
}

const html = (title: string, start: string) => `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>body{font:14px system-ui;margin:16px;display:grid;gap:12px;grid-template-rows:auto auto 1fr auto;height:calc(100vh - 32px)}
input{font:inherit;padding:6px;width:100%;box-sizing:border-box}ul{overflow:auto;margin:0;padding:0;list-style:none;border:1px solid #ccc}
button{font:inherit;padding:4px 12px}li button{all:unset;display:block;width:100%;padding:4px 8px;cursor:pointer}li button:hover{background:#eef}</style>
<h1 style="font-size:16px;margin:0">${title}</h1><input aria-label="Folder"><ul></ul>
<div style="display:flex;gap:8px;justify-content:end"><button id="no">Cancel</button><button id="yes">Choose this folder</button></div>
<script>const field=document.querySelector('input'),ul=document.querySelector('ul');
async function go(path){const {at,up,folders}=await list(path);field.value=at;ul.replaceChildren(...[{name:'..',path:up},...folders].map(f=>{const li=document.createElement('li'),b=document.createElement('button');b.textContent=f.name;b.onclick=()=>go(f.path);li.append(b);return li}))}
field.onchange=()=>go(field.value);document.querySelector('#yes').onclick=()=>done(field.value);document.querySelector('#no').onclick=()=>done(null);
go(${JSON.stringify(start)})</script>`
