import type { ConfigAnswer, DataAnswer, DataRequest, SchemaField } from './answer-forms.ts'
import { configProblems } from './config-rules.ts'
import { dataProblems } from './data-rules.ts'
import type { Executed } from './execution.ts'
import { schemaProblems } from './schema-rules.ts'
import type { RunningScript } from './start-script.ts'

/** What whoever looks at the report sees in the place of an answer. */
export interface Told {
  readonly userError: string
}

/**
 * Data Studio, as far as a connector sees it: it signs in, walks through the steps of the configuration, and asks for fields and data.
 *
 * @throws where the connector breaks a rule, or fails with anything but an error for users.
 */
export interface Studio {
  connect(path: string, key: string): Promise<string>
  isConnected(): Promise<boolean>
  disconnect(): Promise<void>
  /** Answers each question that is asked, and gives all answers when no step follows. */
  configure(
    answers: Readonly<Record<string, string>>,
  ): Promise<{ readonly steps: readonly ConfigAnswer[] } | Told>
  schema(configParams: Readonly<Record<string, string>>): Promise<readonly SchemaField[] | Told>
  data(request: DataRequest): Promise<DataAnswer | Told>
}

/** More steps are no configuration any more. */
const mostSteps = 10

export function studioOf(script: Pick<RunningScript, 'call'>): Studio {
  const valueOf = async (name: string, argument?: unknown): Promise<unknown> => {
    const executed: Executed = await script.call(name, argument)
    if ('crash' in executed) throw new Error(`${name} crashed: ${executed.crash}`)
    return 'userError' in executed ? { userError: executed.userError } : executed.value
  }
  return {
    connect: async (path, key) => {
      const { type } = (await valueOf('getAuthType')) as { readonly type: string }
      if (type !== 'PATH_KEY') throw new Error(`The connector signs in by ${type}.`)
      const { errorCode } = (await valueOf('setCredentials', { pathKey: { path, key } })) as {
        readonly errorCode: string
      }
      return errorCode
    },
    isConnected: async () => (await valueOf('isAuthValid')) === true,
    disconnect: async () => {
      await valueOf('resetAuth')
    },
    configure: (answers) => configured(valueOf, answers),
    schema: async (configParams) => {
      const answer = (await valueOf('getSchema', { configParams })) as
        | { readonly schema: readonly SchemaField[] }
        | Told
      if ('userError' in answer) return answer
      kept(schemaProblems(answer.schema))
      return answer.schema
    },
    data: async (request) => {
      const asked = { scriptParams: { lastRefresh: '0' }, ...request }
      const answer = (await valueOf('getData', asked)) as DataAnswer | Told
      if ('userError' in answer) return answer
      kept([...schemaProblems(answer.schema), ...dataProblems(request, answer)])
      return answer
    },
  }
}

async function configured(
  valueOf: (name: string, argument: unknown) => Promise<unknown>,
  answers: Readonly<Record<string, string>>,
): Promise<{ readonly steps: readonly ConfigAnswer[] } | Told> {
  const steps: ConfigAnswer[] = []
  let configParams: Readonly<Record<string, string>> | undefined
  while (steps.length < mostSteps) {
    const request = { languageCode: 'en', ...(configParams !== undefined && { configParams }) }
    const answer = (await valueOf('getConfig', request)) as ConfigAnswer | Told
    if ('userError' in answer) return answer
    kept(configProblems(answer, steps.at(-1)))
    steps.push(answer)
    if (!answer.isSteppedConfig) return { steps }
    const names = new Set(answer.configParams.map(({ name }) => name))
    configParams = Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name)))
  }
  throw new Error('The configuration has no end.')
}

function kept(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`A rule is broken: ${problems.slice(0, 5).join('; ')}.`)
}
