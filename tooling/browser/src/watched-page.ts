import type { Browser, Page } from 'playwright-core'

export const widths = [1440, 768, 390] as const
export const themes = ['light', 'dark'] as const

export interface View {
  readonly width: (typeof widths)[number]
  readonly theme: (typeof themes)[number]
}

export interface WatchedPage {
  readonly page: Page
  /** What no visit may cause: errors in the console, and requests to other hosts. */
  readonly problems: () => readonly string[]
  readonly close: () => Promise<void>
}

const heights: Readonly<Record<View['width'], number>> = { 1440: 900, 768: 1024, 390: 844 }

/** A page of a fresh visitor, whose every error and request is noted. */
export async function watchedPage(
  browser: Browser,
  { width, theme }: View,
  url: string,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    const isWrong = message.type() === 'error' || message.type() === 'warning'
    // Who is not known yet, and a password that is wrong, are answered with 401, which browsers note.
    if (isWrong && !message.text().includes('401 (Unauthorized)'))
      problems.push(`console ${message.type()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && origin !== url) problems.push(`asked ${request.url()}`)
  })
  return { page, problems: () => problems, close: () => context.close() }
}
