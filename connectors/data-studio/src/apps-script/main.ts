import { askHost, type Answer } from './ask-host.ts'
import { credentialsIn } from './assumptions.ts'
import {
  forgetCredentials,
  keepCredentials,
  keptCredentials,
  typedCredentials,
  type Credentials,
} from './credentials.ts'
import { keptAnswer } from './kept-answers.ts'

/** What Data Studio sends along, as far as the script itself looks at it. */
interface ConfigRequest {
  readonly configParams?: object
}

const guide = 'https://github.com/cartograph/cartograph/blob/main/docs/analytics/data-studio.md'

/** The address of the host and a key: the one form in which somebody can say where their own host is. */
export function getAuthType(): object {
  const connector = DataStudioApp.createCommunityConnector()
  return connector
    .newAuthTypeResponse()
    .setAuthType(connector.AuthType.PATH_KEY)
    .setHelpUrl(guide)
    .build()
}

/** Whether the host still takes the key. One that is away for a moment refuses nobody: charts then say so. */
export function isAuthValid(): boolean {
  const credentials = keptCredentials()
  if (credentials === undefined) return false
  const answer = askHost(credentials, { path: '/whoami' })
  return !('told' in answer && answer.isRefused)
}

export function resetAuth(): void {
  forgetCredentials()
}

export function setCredentials(request: unknown): { errorCode: 'NONE' | 'INVALID_CREDENTIALS' } {
  const credentials = typedCredentials(credentialsIn(request))
  if (credentials === undefined || 'told' in askHost(credentials, { path: '/whoami' }))
    return { errorCode: 'INVALID_CREDENTIALS' }
  keepCredentials(credentials)
  return { errorCode: 'NONE' }
}

export function getConfig(request: ConfigRequest | undefined): object {
  const body = { configParams: configParamsOf(request) }
  return handedOn((credentials) => keptAnswer(credentials, '/config', body))
}

export function getSchema(request: ConfigRequest | undefined): object {
  const body = { configParams: configParamsOf(request) }
  return handedOn((credentials) => keptAnswer(credentials, '/schema', body))
}

export function getData(request: object): object {
  return handedOn((credentials) => askHost(credentials, { path: '/data', body: request }))
}

function configParamsOf(request: ConfigRequest | undefined): object | null {
  return request?.configParams ?? null
}

/** Hands on what the host says. Whatever goes wrong is told in words; any other error shows as a number that says nothing. */
function handedOn(ask: (credentials: Credentials) => Answer): object {
  const answer = answerFor(ask)
  if ('value' in answer) return answer.value
  return DataStudioApp.createCommunityConnector()
    .newUserError()
    .setText(answer.told)
    .throwException()
}

function answerFor(ask: (credentials: Credentials) => Answer): Answer {
  try {
    const credentials = keptCredentials()
    return credentials === undefined
      ? {
          told: 'This data source is not connected to Cartograph. Edit its connection, and enter the address and the key.',
          isRefused: true,
        }
      : ask(credentials)
  } catch (error) {
    console.error(String(error))
    return {
      told: 'The connector could not ask Cartograph: a service of Google failed. Refresh the data; if it stays so, see the log of the script.',
      isRefused: false,
    }
  }
}
