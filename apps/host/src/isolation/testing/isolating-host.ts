/** A host's process that isolates the connection `evil` of a folder, says under which number, and goes on. */
import { join } from 'node:path'
import { loadConfiguration } from '../../config/index.ts'
import { isolation } from '../index.ts'

const { isolate, processes } = isolation()
const file = join(process.argv[2] ?? '', 'cartograph.json')
await loadConfiguration(file, { environment: {}, isolate })
process.stdout.write(`${processes().get('evil')?.life().pid()}\n`)
setInterval(() => {}, 1000)
