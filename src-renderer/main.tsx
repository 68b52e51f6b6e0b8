const api = (globalThis as unknown as { holdfast: { ask(n: string, i: unknown): Promise<unknown> } }).holdfast
void api.ask('access.getGate', {}).then((r) => {
  document.body.textContent = JSON.stringify(r)
})
