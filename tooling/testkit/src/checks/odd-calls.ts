import { isFault, type Surface, type SurfaceContext } from '@cartograph/core'
import { openSurfaceTrial, type SurfaceTrial } from '@cartograph/host/surface-trial'
import type { Line } from '@cartograph/host'
import { forEachPart, type Suite, type Verdict } from '../check.ts'
import { unwatched, watched } from '../guard.ts'
import { mismatch } from '../mismatch.ts'
import type { Scene } from '../scene.ts'

type Route = Surface<unknown>['routes'][keyof Surface<unknown>['routes']]

/** Bodies that nobody should send. */
const bodies = ['', '{}', '[]', '{"a":', 'a=1&b=2'] as const

/** Calls every route of every surface with nothing of use, on a store with nothing in it. */
export async function answersOddCalls(suite: Suite): Promise<Verdict> {
  let line: Line | undefined
  return suite.inScene(
    async (scene) => {
      const { surfaces = {} } = scene.parts
      if (line === undefined || Object.keys(surfaces).length === 0)
        return { notApplicable: 'it has no surface' }
      const trial = await openSurfaceTrial(line, scene.parts, scene.context().now)
      try {
        return await forEachPart(
          surfaces,
          async (name, surface) => {
            for (const [path, route] of Object.entries<Route>(surface.routes))
              for (const body of bodies)
                await answersOddCall(scene, trial, { name, surface, path, route, body })
            return undefined
          },
          'it has no surface',
        )
      } finally {
        await trial.close()
      }
    },
    { onLine: (opened) => (line = opened) },
  )
}

interface OddCall {
  readonly name: string
  readonly surface: Surface<unknown>
  readonly path: string
  readonly route: Route
  readonly body: string
}

async function answersOddCall(
  scene: Scene,
  trial: SurfaceTrial,
  { name, surface, path, route, body }: OddCall,
): Promise<void> {
  const [method = 'GET', pattern = '/'] = path.split(' ')
  const names = [...pattern.matchAll(/:(\w+)/gu)].map(([, found = '']) => found)
  const { authentication } = surface
  const context = trial.contextOf(scene.context(), {
    name,
    params: Object.fromEntries(names.map((each) => [each, 'nobody'])),
    permissions: 'accept' in authentication ? authentication.permissions : [],
  })
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const address = `https://cartograph.example${pattern.replaceAll(/:\w+/gu, 'nobody')}`
  const request = new Request(address, { method, ...(hasBody && { body }) })
  const where = `the surface ${name}, ${path}${hasBody ? ` with the body ${JSON.stringify(body)}` : ''}`
  try {
    const answer: unknown = await scene.call(() => route(unwatchedStore(context, scene), request))
    if (answer instanceof Response) return
  } catch (error) {
    scene.caught(where, error)
    if (isFault(error)) return
    throw mismatch({
      expected: `${where}, to give an answer or to throw a fault`,
      happened: `it threw ${error instanceof Error ? error.name : 'something'}, which is no fault.`,
      mend: 'Parse what comes from outside before it is used, and say in a `record` fault what was expected.',
    })
  }
  throw mismatch({
    expected: `${where}, to give a Response`,
    happened: 'it gave something else.',
    mend: 'End every way through the route with a Response, or with a fault.',
  })
}

/** What the host does for a surface is not what the connector does. */
function unwatchedStore(
  context: SurfaceContext<unknown>,
  { evidence }: Scene,
): SurfaceContext<unknown> {
  const { find } = context
  return {
    ...context,
    find: (...wanted) => unwatched(() => find(...wanted)),
    transact: (options, work) =>
      unwatched(() =>
        context.transact(options, (transaction) =>
          watched(evidence.trespasses, () => work(transaction)),
        ),
      ),
  }
}
