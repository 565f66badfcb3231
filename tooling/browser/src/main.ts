import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { installedBrowser, openBrowser } from './browser.ts'
import { openStage, type Stage } from './stage.ts'
import { visitAll, type PageTime } from './visits.ts'
import { steps } from './walk.ts'
import { themes, watchedPage, widths, type View } from './watched-page.ts'

const usage = `npm run test:browser [-- --short]

  --short   two views instead of eight
`
const root = fileURLToPath(new URL('../../..', import.meta.url))
const artefacts = fileURLToPath(new URL('../artefacts', import.meta.url))
const patienceMs = 60_000
const readyMs = 500

const views: readonly View[] = [
  ...themes.flatMap((theme) => widths.map((width) => ({ theme, width }))),
  // Where words are longest there is the least room for them.
  { theme: 'light', width: 390, language: 'de' },
  { theme: 'light', width: 390, language: 'fr' },
]
const fewViews: readonly View[] = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
]

/** The walk of the scripted person, in one browser from the set-up on. */
async function walk(browser: Browser, stage: Stage): Promise<readonly string[]> {
  const { page, problems, close } = await watchedPage(
    browser,
    { width: 1440, theme: 'light' },
    stage.url,
  )
  page.setDefaultTimeout(patienceMs)
  for (const { name, walk: go } of steps) {
    console.log(`The person ${name}.`)
    try {
      await go(page, stage)
    } catch (error) {
      await page.screenshot({ path: join(artefacts, 'where-it-ended.png') })
      return [`The person who ${name}: ${String(error)}`, ...problems()]
    }
  }
  await close()
  return problems()
}

/** Waits until everything was read once, so that each page has something to show. */
async function settled({ url, token }: Stage): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/runs`, { headers: { authorization: `Bearer ${token}` } })
    const { runs } = (await answer.json()) as {
      readonly runs: readonly { readonly status: string }[]
    }
    if (runs.length >= 2 && runs.every(({ status }) => status === 'ended')) return
    await new Promise((resolve) => setTimeout(resolve, readyMs))
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const path = installedBrowser()
  if (path === undefined) {
    console.error(
      'There is no Chromium on this machine, so nothing was tested. On Debian: apt-get install -y chromium; elsewhere name one in CHROMIUM.',
    )
    return process.env['CI'] === undefined ? 0 : 1
  }
  execFileSync('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/dashboard') })
  const stage = await openStage({ orders: values.short ? 400 : 1500, tell: () => undefined })
  const browser = await openBrowser(path)
  try {
    const problems: string[] = []
    const tell = (found: readonly string[]) => {
      for (const problem of found) console.error(problem)
      problems.push(...found)
    }
    tell(await walkWhenReady(browser, stage))
    for (const view of values.short ? fewViews : views) {
      console.log(`Every page at ${view.width} pixels, ${view.theme}${inWords(view)}.`)
      const { problems: found, times } = await visitAll(browser, { stage, view, artefacts })
      tell(found)
      console.log(timesInWords(times))
    }
    console.log(`browser: ${problems.length} problems; the pictures are in ${artefacts}`)
    return problems.length === 0 ? 0 : 1
  } finally {
    await browser.close()
    await stage.close()
  }
}

/** They are told and never judged: a machine that does other things beside is no worse a page. */
function timesInWords(times: readonly PageTime[]): string {
  const sorted = times.toSorted((a, b) => a.ms - b.ms)
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)]?.ms ?? 0)
  const slowest = sorted
    .slice(-3)
    .toReversed()
    .map(({ place, ms }) => `${place} ${Math.round(ms)} ms`)
  return `${times.length} pages: half within ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms; the slowest ${slowest.join(', ')}.`
}

function inWords({ language }: View): string {
  return language === undefined ? '' : `, in ${language}`
}

async function walkWhenReady(browser: Browser, stage: Stage): Promise<readonly string[]> {
  await settled(stage)
  return walk(browser, stage)
}

process.exitCode = await main()
