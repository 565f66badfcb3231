import * as z from 'zod'
import type { AnswerCheck } from '../described-requests.ts'
import type { Operation } from '../operations/operation.ts'

/** Every operation may answer with these. */
const common: ReadonlySet<number> = new Set([400, 401, 403, 413, 421, 429, 503])

const problemShape = z.looseObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  hint: z.string().optional(),
})

/** Where an answer is none that its operation describes: how it differs. */
export async function lieAbout(
  ...[route, operation, response]: Parameters<AnswerCheck>
): Promise<string | undefined> {
  const wrong = await differenceFrom(operation, response)
  return wrong && `${route} answers ${response.status}: ${wrong}`
}

async function differenceFrom(
  { status = 200, answer, errors = [], node }: Operation,
  response: Response,
): Promise<string | undefined> {
  const form = response.headers.get('content-type') ?? ''
  const good: readonly number[] = typeof status === 'number' ? [status] : status
  if (!good.includes(response.status)) {
    const isKnown =
      common.has(response.status) ||
      errors.some((each) => each === response.status) ||
      (node === true && response.status === 404)
    if (!isKnown) return `a status that is not described; ${await response.clone().text()}`
    if (form !== 'application/problem+json') return `a problem in the form ${form}`
    return misfit(problemShape, await response.clone().json())
  }
  if (response.status === 204 || response.status === 302) return undefined
  if (answer === undefined) return 'a body that is not described'
  if ('streamed' in answer)
    return [answer.streamed].flat().some((each) => form.startsWith(each))
      ? undefined
      : `something in the form ${form}`
  return misfit(answer, await response.clone().json())
}

function misfit(shape: z.ZodType, told: unknown): string | undefined {
  const { error } = shape.safeParse(told)
  return error && z.prettifyError(error)
}
