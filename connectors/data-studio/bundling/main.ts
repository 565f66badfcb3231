import { mkdir, writeFile } from 'node:fs/promises'
import { bundleScript } from './bundle-script.ts'

/** Writes the folder that `clasp push` uploads. */
const folder = new URL('../dist/apps-script/', import.meta.url)

const { code, manifest } = await bundleScript()
await mkdir(folder, { recursive: true })
await writeFile(new URL('Code.js', folder), code)
await writeFile(new URL('appsscript.json', folder), manifest)
