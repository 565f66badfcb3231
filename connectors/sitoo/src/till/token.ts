import { fault, type Surface } from '@cartograph/core'
import { basicCredentials, isSameText } from '../basic-credentials.ts'
import type { Settings } from '../settings.ts'

/**
 * How a till proves who it is. Where the settings have a token, it is looked for in every place in which the vendor's pages let
 * it be expected: they do not say how it travels. Otherwise the host's own addresses and tokens do.
 */
export function authenticationOf({ till }: Settings): Surface<Settings>['authentication'] {
  const token = till?.token
  if (token === undefined)
    return {
      accept: ['path', 'bearer', 'basic', { header: 'x-api-key' }],
      permissions: ['customers:read', 'customers:write'],
    }
  return {
    async verify(_context, request) {
      const isRight = givenTokens(request)
        .map((given) => isSameText(given, token))
        .includes(true)
      if (!isRight)
        throw fault({
          kind: 'auth',
          message: 'The till does not send the API token of the settings.',
          hint: 'In Sitoo: Settings, Custom CRM (or Advanced POS Settings): write the same API token as in `till.token` of this connection.',
        })
    },
  }
}

function givenTokens(request: Request): readonly string[] {
  const [scheme = '', bearer = ''] = (request.headers.get('authorization') ?? '').split(' ', 2)
  const basic = basicCredentials(request)
  const { searchParams } = new URL(request.url)
  return [
    scheme.toLowerCase() === 'bearer' ? bearer : '',
    basic?.password ?? '',
    basic?.password === '' ? basic.name : '',
    request.headers.get('x-api-key') ?? '',
    searchParams.get('apikey') ?? '',
    searchParams.get('token') ?? '',
  ]
}
