import { execFileSync } from 'node:child_process'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installedBrowser, openBrowser } from '../browser.ts'
import { cameraInto } from './camera.ts'
import { cartPictures } from './cart-pictures.ts'
import { paymentPictures, shopPictures } from './connecting-pictures.ts'
import { figurePictures } from './figure-pictures.ts'
import { openGuidePage } from './guide-page.ts'
import { openGuideStage } from './guide-stage.ts'
import type { GuideStep } from './guide-step.ts'
import { letterPictures } from './letter-pictures.ts'
import { mappingPictures } from './mapping-pictures.ts'
import { moveClock, picturedAt } from './moved-clock.ts'
import { peoplePictures } from './people-pictures.ts'
import { preparingSteps } from './preparing-steps.ts'
import { reportPictures } from './report-pictures.ts'
import { segmentPictures } from './segment-pictures.ts'
import { setUpPictures } from './set-up-pictures.ts'
import { sharingPictures } from './sharing-pictures.ts'
import { shownNames } from './shown-names.ts'
import { studioPictures } from './studio-pictures.ts'
import { watchingPictures } from './watching-pictures.ts'

const usage = `npm run guides [-- --into FOLDER]

  Walks the steps of docs/guides and takes their pictures.

  --into   another folder than docs/guides/pictures
`
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const artefacts = fileURLToPath(new URL('../../artefacts', import.meta.url))
const most = 3_000_000

/** In this order: each needs what was done before. */
const steps: readonly GuideStep[] = [
  ...setUpPictures,
  ...shopPictures,
  ...preparingSteps,
  ...figurePictures,
  ...segmentPictures,
  ...sharingPictures,
  ...studioPictures,
  ...letterPictures,
  ...mappingPictures,
  ...cartPictures,
  ...reportPictures,
  ...watchingPictures,
  ...peoplePictures,
  ...paymentPictures,
]

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      into: { type: 'string', default: join(root, 'docs/guides/pictures') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const path = installedBrowser()
  if (path === undefined) {
    console.error('There is no Chromium on this machine. On Debian: apt-get install -y chromium.')
    return 1
  }
  execFileSync('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/dashboard') })
  const clockMs = picturedAt - Date.now()
  moveClock(clockMs)
  const stage = await openGuideStage(clockMs)
  const browser = await openBrowser(path)
  try {
    const page = await openGuidePage(browser, clockMs)
    const camera = await cameraInto(values.into, { page, names: shownNames(stage) })
    const failed: string[] = []
    for (const { name, walk } of steps) {
      console.log(name)
      try {
        await walk({ page, stage, camera })
      } catch (error) {
        failed.push(name)
        console.error(String(error))
        await page.screenshot({ path: join(artefacts, `guides-${failed.length}.png`) })
      }
    }
    if (failed.length > 0) {
      console.error(
        `These could not be walked: ${failed.join(', ')}. Their last sight is in ${artefacts}.`,
      )
      return 1
    }
    return await judged(values.into, camera.taken)
  } finally {
    await browser.close()
    await stage.close()
  }
}

/** Takes away pictures that no step takes any more, and says how large all of them are. */
async function judged(folder: string, taken: readonly string[]): Promise<number> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.webp'))
  const old = files.filter((file) => !taken.includes(file.replace(/\.webp$/u, '')))
  await Promise.all(old.map((file) => rm(join(folder, file))))
  const sizes = await Promise.all(
    taken.map(async (name) => (await stat(join(folder, `${name}.webp`))).size),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  console.log(`guides: ${taken.length} pictures, ${Math.round(bytes / 1000)} kB, in ${folder}`)
  if (bytes <= most) return 0
  console.error(`Together they are larger than ${most / 1_000_000} MB: take less of the page.`)
  return 1
}

process.exitCode = await main()
