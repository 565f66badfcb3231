import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { graveFindings } from './accessibility.ts'
import { enterWithToken } from './enter-with-token.ts'
import type { Stage } from './stage.ts'
import { watchedPage, type View } from './watched-page.ts'

const patienceMs = 60_000
/** From so many pixels on it stands beside the page. */
const widthOfNavigation = 1024
const places = [
  '/',
  '/dashboards',
  '/dashboards/sales',
  '/dashboards/overview',
  '/dashboards/products',
  '/dashboards/cohorts',
  '/dashboards/segments',
  '/dashboards/coupons',
  '/dashboards/subscriptions',
  '/dashboards/new/dashboard',
  '/dashboards/new/dashboard?from=orders',
  '/campaigns',
  '/reports',
  '/sharing',
  '/sharing/new.portal',
  '/sharing/butik',
  '/customers',
  '/segments',
  '/segments/one_time_buyers',
  '/segments/new-segment?from=at_risk_vip',
  '/abandoned-carts',
  '/abandoned-carts/new.rule',
  '/abandoned-carts/web',
  '/automations',
  '/automations/big-orders',
  '/automations/new.automation',
  '/automations/regulars',
  '/automations/rules.of-messages',
  '/till',
  '/till/of/till',
  '/till/bonus',
  '/till/bonus/import',
  '/runs',
  '/deliveries',
  '/deliveries/test/orders-csv',
  '/deliveries/letters/orders-to-warehouse',
  '/connections',
  '/connections/files',
  '/connections/new',
  '/connections/new/woocommerce',
  '/connections/of/shop',
  '/connections/of/dialog',
  '/connections/of/dialog/tables',
  '/connections/of/dialog/import',
  '/connections/of/heyloyalty',
  '/connections/of/hub',
  '/connections/of/raptor',
  '/connections/of/reports',
  '/connections/of/reports/key',
  '/mappings',
  '/mappings/orders-to-warehouse',
  '/mappings/orders-csv',
  '/feeds',
  '/deliveries/new',
  '/configuration',
  '/configuration/new',
  '/configuration/feeds/google-dk',
  '/access',
  '/modules',
  '/quota',
  '/nowhere',
]

/** From the address to all that a page is to show, of a visitor whose browser has the scripts. */
export interface PageTime {
  readonly place: string
  readonly ms: number
}

export interface Visits {
  readonly problems: readonly string[]
  readonly times: readonly PageTime[]
}

/** Visits every page in one view: nobody is kept out, nothing is wider than the window, and a picture is kept. */
export async function visitAll(
  browser: Browser,
  {
    stage,
    view,
    artefacts,
  }: { readonly stage: Stage; readonly view: View; readonly artefacts: string },
): Promise<Visits> {
  const { page, problems, close } = await watchedPage(browser, view, stage.url)
  await mkdir(artefacts, { recursive: true })
  await enterWithToken(page, stage)
  const { width, theme, language } = view
  const named = [width, theme, ...(language === undefined ? [] : [language])].join('-')
  if (language !== undefined)
    await page.evaluate(`localStorage.setItem('cartograph.language', '${language}')`)
  const found: string[] = []
  const times: PageTime[] = []
  for (const place of [...places, ...(await detailsOf(stage))]) {
    const name = place === '/' ? 'overview' : place.slice(1).replaceAll(/[^a-z]+/giu, '-')
    try {
      times.push({ place, ms: await shown(page, `${stage.url}${place}`) })
      found.push(...(await findingsOf(page)).map((told) => `${place}: ${told}`))
    } catch (error) {
      found.push(`${place}: ${String(error)}`)
    }
    await page.screenshot({
      path: join(artefacts, `${name.slice(0, 40)}-${named}.png`),
      fullPage: true,
    })
  }
  if (width < widthOfNavigation && language === undefined)
    found.push(...(await openNavigation(page, stage.url, join(artefacts, `menu-${named}.png`))))
  const all = [...found, ...problems()]
  await close()
  return { problems: all.map((problem) => `${named} ${problem}`), times }
}

/** Where the navigation is behind a button it opens, leads on, and is closed then. */
async function openNavigation(
  page: Page,
  url: string,
  picture: string,
): Promise<readonly string[]> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Menu' }).click()
  const menu = page.getByRole('dialog', { name: 'Menu' })
  await menu.getByRole('link', { name: 'Segments' }).waitFor()
  const findings = await graveFindings(page)
  await page.screenshot({ path: picture })
  await menu.getByRole('link', { name: 'Segments' }).click()
  await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor()
  await menu.waitFor({ state: 'hidden' })
  return findings.map((finding) => `menu: ${finding}`)
}

/** Goes to a page, and gives back how many milliseconds it took until it shows what it is to show. */
async function shown(page: Page, address: string): Promise<number> {
  const beganAt = performance.now()
  await page.goto(address)
  await page.locator('main h1').waitFor({ timeout: patienceMs })
  // What stands in for what is about to come is gone.
  await page.locator('.animate-pulse').first().waitFor({ state: 'detached', timeout: patienceMs })
  return performance.now() - beganAt
}

/** What is wrong with a page that shows what it is to show. */
async function findingsOf(page: Page): Promise<readonly string[]> {
  const isTooWide = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
  return [...(isTooWide ? ['wider than the window'] : []), ...(await graveFindings(page))]
}

/** A link as strangers open it, on which everything may be chosen. */
async function sharedPlace({ url, token }: Pick<Stage, 'url' | 'token'>): Promise<string> {
  const wish = { target: 'sales', choices: ['range', 'compare', 'currency'] }
  const answer = await fetch(`${url}/api/shares`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(wish),
  })
  const made = (await answer.json()) as { readonly url: string }
  return new URL(made.url).pathname
}

/** A person, a run, and what was made by the scripted person: their ids are others each time. */
async function detailsOf({ url, token }: Stage): Promise<readonly string[]> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
    return answer.json()
  }
  const { persons } = (await ask('/api/customers?limit=1')) as {
    readonly persons: readonly { readonly id: string }[]
  }
  const { runs } = (await ask('/api/runs?limit=1')) as {
    readonly runs: readonly { readonly id: string }[]
  }
  const { entries } = (await ask('/api/configuration')) as {
    readonly entries: readonly {
      readonly section: string
      readonly id: string
      readonly origin: string
    }[]
  }
  const made = entries.filter(
    ({ section, origin }) => origin === 'store' && ['dashboards', 'segments'].includes(section),
  )
  return [
    ...made.map(({ section, id }) => `/${section}/${encodeURIComponent(id)}`),
    ...persons.map(({ id }) => `/customers/${encodeURIComponent(id)}`),
    ...runs.map(({ id }) => `/runs/${id}`),
    await sharedPlace({ url, token }),
  ]
}
