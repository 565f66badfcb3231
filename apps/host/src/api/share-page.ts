import { Hono } from 'hono'
import { pageHeaders, sentFile } from './page-answer.ts'
import { readPageFiles, type PageFiles } from './page-files.ts'
import { noSuchLink, type ShareDoor } from './share-door.ts'

/**
 * `/share/<token>`: the page of a link. It is the same for every link; what it shows it asks for.
 *
 * Only the pages that the link lists may frame it.
 */
export function sharePage(door: ShareDoor, folder: string | undefined) {
  let reading: Promise<PageFiles> | undefined
  const routes = new Hono()
  routes.get('/:token', async (context) => {
    const opened = await door.open(context)
    const isGood = !(opened instanceof Response)
    if (!isGood && opened.status !== 404) return opened
    if (folder !== undefined) reading ??= readPageFiles(folder)
    const file = (await reading)?.get('/share.html')
    if (file === undefined) return noSuchLink()
    const origins = isGood ? (JSON.parse(opened.share.origins) as readonly string[]) : []
    await pageHeaders(origins)(context, () => Promise.resolve())
    return sentFile(context, file, {
      status: isGood ? 200 : 404,
      headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' },
    })
  })
  return routes
}
