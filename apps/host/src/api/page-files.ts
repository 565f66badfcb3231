import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'

/** A file of the page, and how it is sent. */
export interface PageFile {
  readonly type: string
  /** Its name changes with what is inside. */
  readonly isHashed: boolean
  readonly plain: Uint8Array<ArrayBuffer>
  readonly brotli?: Uint8Array<ArrayBuffer>
}

/** The files by their path below the host, such as `/index.html`. */
export type PageFiles = ReadonlyMap<string, PageFile>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Where the built page is installed; undefined: it is not built. */
export function installedPage(): string | undefined {
  const manifest = createRequire(import.meta.url).resolve('@cartograph/dashboard/package.json')
  const folder = join(dirname(manifest), 'dist')
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

/** All files of a built page; they are small and few, and what is not among them is nowhere. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const names = await readdir(folder, { recursive: true })
  const found = names.flatMap((name) => {
    const type = types[extname(name)]
    return type === undefined ? [] : [{ path: name.replaceAll('\\', '/'), type }]
  })
  const files = await Promise.all(
    found.map(async ({ path, type }): Promise<readonly [string, PageFile]> => {
      const plain = await bytes(join(folder, path))
      const isHashed = path.startsWith('assets/')
      if (!names.includes(`${path}.br`)) return [`/${path}`, { type, isHashed, plain }]
      const brotli = await bytes(join(folder, `${path}.br`))
      return [`/${path}`, { type, isHashed, plain, brotli }]
    }),
  )
  return new Map(files)
}

async function bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path))
}
