import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isFault } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import { filesFolder } from '../config/index.ts'
import { brokerFiles } from '../connections/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { faultProblem, problem } from './problem.ts'

const uploadName = /^[A-Za-z0-9][\w.-]{0,90}\.(?:csv|tsv|txt|ndjson|jsonl|json|xml|xlsx|xlsm|xls)$/u

/** Files that people bring, below the folder of their organisation. */
export function uploadRoutes({ configuration, store, now }: Host): Hono {
  const { folder: base, organisation } = configuration
  const folder = join(filesFolder({ folder: base, written: { organisation } }), 'uploads')
  const files = brokerFiles([folder])
  const routes = new Hono()
  const note = (context: Context, action: AuditAction, target: string) =>
    store.write((dialect, org) =>
      audit(dialect, org, { at: now(), actor: askingOf(context).actor, action, target }),
    )
  routes.get('/uploads', async () => {
    const names = await readdir(folder).catch(() => [])
    const found = await Promise.all(
      names
        .filter((name) => uploadName.test(name))
        .map(async (name) => ({ name, file: await stat(join(folder, name)) })),
    )
    const uploads = found
      .toSorted((one, other) => other.file.mtimeMs - one.file.mtimeMs)
      .map(({ name, file }) => ({
        name,
        path: pathOf(name),
        bytes: file.size,
        changedAt: file.mtime.toISOString(),
      }))
    return Response.json({ uploads })
  })
  routes.put('/uploads/:name', async (context) => {
    const name = context.req.param('name')
    if (!uploadName.test(name)) return wrongName()
    const { body } = context.req.raw
    if (body === null) return problem(422, 'The file is empty.')
    let bytes = 0
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength
        controller.enqueue(chunk)
      },
    })
    try {
      await body.pipeThrough(counted).pipeTo(await files.write(join(folder, name)))
    } catch (error) {
      if (isFault(error)) return faultProblem(error)
      throw error
    }
    await note(context, 'upload.write', name)
    return Response.json({ name, path: pathOf(name), bytes })
  })
  routes.delete('/uploads/:name', async (context) => {
    const name = context.req.param('name')
    const isThere =
      uploadName.test(name) &&
      (await stat(join(folder, name)).then(
        () => true,
        () => false,
      ))
    if (!isThere) return problem(404, `There is no file ${name}.`)
    await rm(join(folder, name))
    await note(context, 'upload.remove', name)
    return new Response(null, { status: 204 })
  })
  return routes
}

/** As the settings of a connection name it, from the folder of the organisation. */
function pathOf(name: string): string {
  return `./uploads/${name}`
}

function wrongName(): Response {
  return problem(422, 'This is no name of a file that can be read.', {
    hint: 'Expected letters, digits, - and _, and one of .csv .tsv .txt .ndjson .jsonl .json .xml .xlsx .xlsm .xls.',
  })
}
