import { fault, faultFrom } from '@cartograph/core'

export async function refusedToken(response: Response): Promise<Error> {
  const { kind, message, request } = await faultFrom(response)
  return fault({
    kind,
    message,
    hint: 'In Notebook: Settings, Tokens; make a new one and put it into the settings.',
    ...(request !== undefined && { request }),
  })
}
