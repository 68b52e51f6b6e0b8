// Loaded before a utility process's module: gives it the port to its parent that Electron would.
import { EventEmitter } from 'node:events'
import './set-clock.mjs'

const port = new EventEmitter()
port.postMessage = (message) => process.connected && process.send(message, () => undefined)
process.on('message', (data) => port.emit('message', { data, ports: [] }))
// a utility process does not outlive the app
process.on('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: port })
