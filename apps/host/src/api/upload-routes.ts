import { join } from 'node:path'
import { isFault } from '@cartograph/core'
import { Hono } from 'hono'
import { audit } from '../access/index.ts'
import { brokerFiles } from '../connections/index.ts'
import {
  asItsName,
  broughtFiles,
  broughtFolder,
  broughtPath,
  isFileName,
  removeBroughtFile,
} from '../declared/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { faultProblem, problem } from './problem.ts'

/** Files that people bring, below the folder of their organisation. */
export function uploadRoutes({ configuration, store, now }: Host): Hono {
  const folder = broughtFolder(configuration)
  const files = brokerFiles([folder])
  const routes = new Hono()
  routes.get('/uploads', async () =>
    Response.json({ uploads: await broughtFiles({ store, configuration }) }),
  )
  routes.put('/uploads/:name', async (context) => {
    const name = context.req.param('name')
    if (!isFileName(name)) return wrongName()
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
      await body
        .pipeThrough(asItsName(name))
        .pipeThrough(counted)
        .pipeTo(await files.write(join(folder, name)))
    } catch (error) {
      if (isFault(error)) return faultProblem(error)
      throw error
    }
    const { actor } = askingOf(context)
    await store.write((dialect, org) =>
      audit(dialect, org, { at: now(), actor, action: 'upload.write', target: name }),
    )
    return Response.json({ name, path: broughtPath(name), bytes })
  })
  routes.delete('/uploads/:name', async (context) => {
    const doing = { by: askingOf(context).actor, now: now() }
    try {
      await removeBroughtFile({ store, configuration }, context.req.param('name'), doing)
    } catch (error) {
      if (isFault(error)) return faultProblem(error)
      throw error
    }
    return new Response(null, { status: 204 })
  })
  return routes
}

function wrongName(): Response {
  return problem(422, 'This is no name of a file that can be read.', {
    hint: 'Expected letters, digits, - and _, and one of .csv .tsv .txt .ndjson .jsonl .json .xml .xlsx .xlsm .xls.',
  })
}
