import { Hono, type Context } from 'hono'
import { defaultPages } from '../../config/index.ts'
import { readLink, type LinkOf, type PageLink, type WritingScene } from '../../customers/index.ts'
import type { Host } from '../../work/index.ts'
import { limitedBody } from '../body.ts'
import { problem } from '../problem.ts'
import { rateLimiter } from '../rate-limit.ts'
import { busy, formOf, gone, opened, type OpenedPage, type PageScene } from './page-scene.ts'
import { confirmPage, signUpPage, takeConfirm, takeSignUp } from './sign-up-page.ts'
import { unsubscribePage, takeUnsubscribe } from './unsubscribe-page.ts'
import { takeUpdate, updatePage } from './update-page.ts'

const bodyLimitBytes = 65_536
/** A form is one link for everybody; all others are of one person. */
const formRate = { burst: 100, perSecond: 5 }
const linkRate = { burst: 10, perSecond: 0.2 }
const mailRate = { burst: 3, perSecond: 1 / 1200 }

/** `/pages/<link>`: what persons say themselves. A GET only shows; a POST, which a button sends, writes. */
export function pageRoutes(host: Host, writing: WritingScene): Hono {
  const routes = new Hono()
  const settings = host.configuration.customers?.pages ?? defaultPages
  const limits = { form: rateLimiter(formRate), link: rateLimiter(linkRate) }
  const scene: PageScene = {
    host,
    writing,
    settings,
    writeLimiter: (key, now) => (key.startsWith('sign-up ') ? limits.form : limits.link)(key, now),
    mailLimiter: rateLimiter(mailRate),
  }
  const answer = async (
    context: Context,
    work: (page: OpenedPage) => Promise<Response>,
  ): Promise<Response> => {
    const token = context.req.param('link') ?? ''
    const link = await readLink({ store: host.store, now: host.now }, token)
    return link === undefined ? gone(scene) : work(opened(scene, link, token))
  }
  routes.get('/:link', (context) => answer(context, (page) => shown(page)))
  routes.post('/:link', (context) =>
    answer(context, async (page) => {
      const wait = scene.writeLimiter(limitKey(page), host.now())
      if (wait !== undefined) return busy(page, wait)
      const body = await limitedBody(context.req.raw, bodyLimitBytes)
      if (body === undefined)
        return problem(413, `The body is larger than ${bodyLimitBytes} bytes.`)
      return taken(page, new URLSearchParams(Buffer.from(body).toString('utf8')))
    }),
  )
  return routes
}

function limitKey({ link, token }: OpenedPage): string {
  return link.purpose === 'sign-up' ? `sign-up ${link.form}` : token
}

async function shown(page: OpenedPage): Promise<Response> {
  if (is(page, 'unsubscribe')) return unsubscribePage(page)
  const form = formOf(page)
  if (form === undefined) return gone(page.scene)
  if (is(page, 'sign-up')) return signUpPage(page, form)
  if (is(page, 'confirm')) return confirmPage(page, form)
  return is(page, 'update') ? updatePage(page, form) : gone(page.scene)
}

async function taken(page: OpenedPage, sent: URLSearchParams): Promise<Response> {
  if (is(page, 'unsubscribe')) return takeUnsubscribe(page, sent)
  const form = formOf(page)
  if (form === undefined) return gone(page.scene)
  if (is(page, 'sign-up')) return takeSignUp(page, form, sent)
  if (is(page, 'confirm')) return takeConfirm(page, form)
  return is(page, 'update') ? takeUpdate(page, form, sent) : gone(page.scene)
}

function is<Purpose extends PageLink['purpose']>(
  page: OpenedPage,
  purpose: Purpose,
): page is OpenedPage<LinkOf<Purpose>> {
  return page.link.purpose === purpose
}
