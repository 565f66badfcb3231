import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { galleryPage } from './gallery-page.ts'

const file = resolve(process.argv[2] ?? 'dist/gallery.html')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, galleryPage())
process.stdout.write(`${file}\n`)
