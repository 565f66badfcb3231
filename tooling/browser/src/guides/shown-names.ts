import type { Page } from 'playwright-core'
import type { GuideStage } from './guide-stage.ts'

/** What is seen in pictures in the place of what is true on the stage. */
export type ShownNames = readonly (readonly [pattern: string, shown: string])[]

/** Addresses as a merchant has them, and nothing of what lets anybody in. */
export function shownNames({ url, vendors, setUpCode }: GuideStage): ShownNames {
  return [
    [vendors.shop.url, 'https://shop.nordlys.example'],
    [vendors.stripe.url, 'https://api.stripe.com'],
    [vendors.rule.url, 'https://app.rule.example'],
    [vendors.warehouse.url, 'https://warehouse.nordlys.example/orders'],
    [`${vendors.mail.host}:${vendors.mail.port}`, 'smtp.nordlys.example'],
    [url, 'https://data.nordlys.example'],
    [setUpCode, 'XXXX-XXXX-XXXX'],
  ].map(([text = '', shown = '']) => [text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'), shown])
}

const secrets: ShownNames = [
  ['ck_[0-9a-f]{16,}', 'ck_••••••••••••'],
  ['cartograph_[\\w-]{8,}', 'cartograph_••••••••••••'],
  ['(/share/)[\\w-]{16,}', '$1••••••••••••'],
  ['(/invitation#)[\\w-]{16,}', '$1••••••••••••'],
  ['(/surfaces/[\\w-]+/[\\w-]+/)[\\w-]{16,}', '$1••••••••••••'],
  ['(/hooks/[\\w-]+/)[\\w-]{16,}', '$1••••••••••••'],
]

/** Has a page show other names while something is done, and its own again after it. */
export async function withShownNames<Done>(
  page: Page,
  names: ShownNames,
  act: () => Promise<Done>,
): Promise<Done> {
  const places = await page.evaluateHandle(
    (pairs) => {
      const shownOf = (text: string) =>
        pairs.reduce(
          (told, [pattern, shown]) => told.replaceAll(new RegExp(pattern, 'gu'), shown),
          text,
        )
      const kept: (() => void)[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.nodeValue ?? ''
        const shown = shownOf(text)
        const place = node
        if (shown === text) continue
        kept.push(() => {
          place.nodeValue = text
        })
        place.nodeValue = shown
      }
      for (const field of document.querySelectorAll('input, textarea')) {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
        const { value } = field
        const shown = shownOf(value)
        if (shown === value) continue
        kept.push(() => {
          field.value = value
        })
        field.value = shown
      }
      return kept
    },
    [...names, ...secrets],
  )
  try {
    return await act()
  } finally {
    await places.evaluate((kept) => {
      for (const putBack of kept) putBack()
    })
    await places.dispose()
  }
}
