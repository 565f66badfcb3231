import { forEachPart, type Check } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { answersOddCalls } from './odd-calls.ts'

const group = 'Surface'
const routeForm = /^[A-Z]+ \/\S*$/

export const surfaceChecks: readonly Check[] = [
  {
    id: 'surface.routes',
    group,
    name: 'has a deadline, and routes of a method and a path',
    run: async (suite) =>
      suite.inScene(async ({ parts }) =>
        forEachPart(
          parts.surfaces ?? {},
          async (name, { deadlineMs, routes }) => {
            const odd = Object.keys(routes).filter((route) => !routeForm.test(route))
            if (deadlineMs > 0 && odd.length === 0 && Object.keys(routes).length > 0)
              return undefined
            throw mismatch({
              expected: `the surface ${name} to have a deadline and routes such as \`GET /contacts/:id\``,
              happened: `deadline ${deadlineMs} ms, odd routes: ${odd.join(', ') || 'none'}.`,
              mend: 'Write the method in capitals, a space, and the path.',
            })
          },
          'it has no surface',
        ),
      ),
  },
  {
    id: 'surface.answers',
    group,
    name: 'answers calls that make no sense, or says with a fault why not',
    run: answersOddCalls,
  },
  {
    id: 'surface.refuses',
    group,
    name: 'refuses a caller without credentials',
    run: async (suite) =>
      suite.inScene(async (scene) =>
        forEachPart(
          scene.parts.surfaces ?? {},
          async (name, { authentication, routes }) => {
            if (!('verify' in authentication))
              return authentication.accept.length > 0
                ? { notApplicable: 'the host issues and checks its tokens' }
                : openDoor(name, 'it accepts no form of credentials')
            const [route = 'GET /'] = Object.keys(routes)
            const [method = 'GET', path = '/'] = route.split(' ')
            const request = new Request(`https://cartograph.example${path.replaceAll(':', '')}`, {
              method,
            })
            try {
              await scene.call(() => authentication.verify(scene.context(), request))
            } catch (error) {
              if (scene.caught(`verifying a call of ${name}`, error).kind === 'auth')
                return undefined
              return openDoor(name, `it threw no \`auth\` fault`)
            }
            return openDoor(name, 'a request without any was let in')
          },
          'it has no surface',
        ),
      ),
  },
]

function openDoor(name: string, happened: string): never {
  throw mismatch({
    expected: `the surface ${name} to refuse a caller without credentials`,
    happened: `${happened}.`,
    mend: 'Throw an `auth` fault in `verify` unless the caller proves who it is.',
  })
}
