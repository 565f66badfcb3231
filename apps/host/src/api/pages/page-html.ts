import { html, raw } from 'hono/html'
import { pagePolicy, pageStyle } from './page-style.ts'
import type { PageWords } from './page-words.ts'

/** HTML that is escaped where it must be. */
export type Markup = ReturnType<typeof html>

export interface PageContent {
  readonly title: string
  readonly body: Markup
  readonly status?: number
  /** Seconds. */
  readonly retryAfter?: number
}

export const nothing = html``

/** A whole page as an answer. No script is needed, and none would run. */
export async function pageAnswer(
  { title, body, status = 200, retryAfter }: PageContent,
  { language }: PageWords,
  colour: string,
): Promise<Response> {
  const style = pageStyle(colour)
  // The policy is for the text to the last sign: nothing may come between it and its tags.
  const styleTag = raw(`<style>${style}</style>`)
  const page = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styleTag}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `
  return new Response(String(page), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(style),
      'cache-control': 'no-store',
      // The address itself is what lets somebody in.
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  })
}
