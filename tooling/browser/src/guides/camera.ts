import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { withShownNames, type ShownNames } from './shown-names.ts'

const marginPx = 14
const widestPx = 1280
/** Of the page's own pixels: what is lower is no part of a picture. */
const lowestPx = 900
/** Of one: letters are as clear as before, and pictures a fifth as large as they could be. */
const goodQuality = 0.8

export interface Wanted {
  /** All of them are seen, with what is between. */
  readonly of: readonly Locator[]
  /** Where whoever follows the guide clicks or writes. */
  readonly mark?: readonly Locator[]
  /** What of it is seen at the most, from its upper edge on. */
  readonly heightPx?: number
}

/** Everything of a page but what stands around each. */
export function contentOf(page: Page): Locator {
  return page.locator('#content > *')
}

/** Takes pictures of parts of a page into a folder, as WebP. */
export interface Camera {
  take(name: string, wanted: Wanted): Promise<void>
  /** Of another page, such as one that a stranger opens. */
  takeOf(page: Page, name: string, wanted: Wanted): Promise<void>
  readonly taken: readonly string[]
}

export async function cameraInto(
  folder: string,
  { page: own, names }: { readonly page: Page; readonly names: ShownNames },
): Promise<Camera> {
  await mkdir(folder, { recursive: true })
  const taken: string[] = []
  const takeOf: Camera['takeOf'] = async (page, name, wanted) => {
    const [first] = wanted.of
    if (first === undefined) throw new Error(`${name} is a picture of nothing.`)
    await settled(page)
    await first.first().evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await page.evaluate((back) => window.scrollBy(0, -back), marginPx)
    const unmark = await marked(page, wanted.mark ?? [])
    const clip = await placeOf(page, wanted)
    const png = await withShownNames(page, names, () => page.screenshot({ clip, scale: 'device' }))
    await unmark()
    await writeFile(join(folder, `${name}.webp`), await webpOf(page, png))
    taken.push(name)
    console.log(`  ${name}`)
  }
  return { takeOf, take: (name, wanted) => takeOf(own, name, wanted), taken }
}

/** Nothing stands in for what is about to come, or is about to be replaced, and no notice lies over it. */
async function settled(page: Page): Promise<void> {
  await page.locator('.animate-pulse').first().waitFor({ state: 'detached' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    // A ring around what was written last would be taken for what is meant.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}

/** Draws a ring around what is meant; gives back what takes it away. */
async function marked(page: Page, places: readonly Locator[]): Promise<() => Promise<void>> {
  const rings = await Promise.all(
    places.map((place) =>
      place.first().evaluateHandle((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const ring = document.createElement('div')
        const beside = 5
        Object.assign(ring.style, {
          position: 'fixed',
          left: `${left - beside}px`,
          top: `${top - beside}px`,
          width: `${width + 2 * beside}px`,
          height: `${height + 2 * beside}px`,
          border: '3px solid #d9480f',
          borderRadius: '12px',
          boxSizing: 'border-box',
          zIndex: '2147483647',
          pointerEvents: 'none',
        })
        const upper = element.closest('dialog') ?? document.body
        upper.append(ring)
        return ring
      }),
    ),
  )
  return async () => {
    await Promise.all(rings.map((ring) => ring.evaluate((element) => element.remove())))
  }
}

async function placeOf(page: Page, { of, heightPx = lowestPx }: Wanted) {
  const parts = (await Promise.all(of.map((part) => part.all()))).flat()
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()))
  const seen = boxes.filter((box) => box !== null)
  if (seen.length === 0) throw new Error('Nothing of the picture is on the page.')
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const left = Math.max(0, Math.min(...seen.map(({ x }) => x)) - marginPx)
  const top = Math.max(0, Math.min(...seen.map(({ y }) => y)) - marginPx)
  const right = Math.min(width, Math.max(...seen.map((box) => box.x + box.width)) + marginPx)
  const bottom = Math.min(height, Math.max(...seen.map((box) => box.y + box.height)) + marginPx)
  return { x: left, y: top, width: right - left, height: Math.min(bottom - top, heightPx) }
}

/** The browser itself writes WebP. */
async function webpOf(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ source, widest, quality }) => {
      const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const share = Math.min(1, widest / picture.width)
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.width * share)
      canvas.height = Math.round(picture.height * share)
      const pen = canvas.getContext('2d')
      if (pen === null) throw new Error('This browser draws nothing.')
      pen.imageSmoothingQuality = 'high'
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
      return canvas.toDataURL('image/webp', quality).replace(/^data:image\/webp;base64,/u, '')
    },
    { source: png.toString('base64'), widest: widestPx, quality: goodQuality },
  )
  return Buffer.from(base64, 'base64')
}
