import type { PageContent } from './page-html.ts'
import { pageAnswer, type Markup } from './page-html.ts'
import type { PageForm, PageSettings } from '../../config/index.ts'
import type { PageLink, WritingScene } from '../../customers/index.ts'
import type { Host } from '../../work/index.ts'
import type { Limiter } from '../rate-limit.ts'
import { html } from 'hono/html'
import { pageWords, type PageWords } from './page-words.ts'

/** What hosted pages are answered with. */
export interface PageScene {
  readonly host: Host
  readonly writing: WritingScene
  readonly settings: PageSettings
  /** Of what is written with one link. */
  readonly writeLimiter: Limiter
  /** Of mails to one address. */
  readonly mailLimiter: Limiter
}

/** One link that was opened. */
export interface OpenedPage<Link extends PageLink = PageLink> {
  readonly scene: PageScene
  readonly link: Link
  /** The link as it stands in the address. */
  readonly token: string
  readonly words: PageWords
}

export function opened<Link extends PageLink>(
  scene: PageScene,
  link: Link,
  token: string,
): OpenedPage<Link> {
  const form = 'form' in link ? scene.settings.forms.get(link.form) : undefined
  return { scene, link, token, words: pageWords(scene.settings, form) }
}

export function show(
  page: Pick<OpenedPage, 'scene' | 'words'>,
  content: PageContent,
): Promise<Response> {
  return pageAnswer(content, page.words, page.scene.settings.colour)
}

/** A page that says one thing. */
export function said(
  page: Pick<OpenedPage, 'scene' | 'words'>,
  [title, ...texts]: readonly [string, ...string[]],
  more: { readonly status?: number; readonly retryAfter?: number; readonly below?: Markup } = {},
): Promise<Response> {
  const { below, ...rest } = more
  const body = html`${texts.map((text) => html`<p>${text}</p>`)}${below ?? ''}`
  return show(page, { title, body, ...rest })
}

/** The same for every link that leads nowhere, whatever the reason. */
export function gone(scene: PageScene): Promise<Response> {
  const words = pageWords(scene.settings, undefined)
  return said({ scene, words }, [words.say('goneTitle'), words.say('gone')], { status: 404 })
}

export function busy(
  page: Pick<OpenedPage, 'scene' | 'words'>,
  retryAfter: number,
): Promise<Response> {
  const { words } = page
  return said(page, [words.say('busyTitle'), words.say('busy')], { status: 429, retryAfter })
}

export function formOf({ scene, link }: OpenedPage): PageForm | undefined {
  return 'form' in link ? scene.settings.forms.get(link.form) : undefined
}
