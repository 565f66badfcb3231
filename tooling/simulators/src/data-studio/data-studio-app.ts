/** What the script wants to be shown to whoever looks at the report. */
export const userErrorMark = 'DataStudioUserError'

const authTypes = Object.freeze({
  NONE: 'NONE',
  OAUTH2: 'OAUTH2',
  KEY: 'KEY',
  USER_PASS: 'USER_PASS',
  USER_TOKEN: 'USER_TOKEN',
  PATH_USER_PASS: 'PATH_USER_PASS',
  PATH_KEY: 'PATH_KEY',
})

/** `DataStudioApp`: the forms of sign-in and errors. A connector that gives plain objects for the rest uses no more of it. */
export function dataStudioApp() {
  const connector = {
    AuthType: authTypes,
    newAuthTypeResponse: () => {
      const made: { type?: string; helpUrl?: string } = {}
      const response = {
        setAuthType: (type: string) => {
          if (!Object.hasOwn(authTypes, type)) throw new Error(`Invalid argument: ${type}`)
          made.type = type
          return response
        },
        setHelpUrl: (url: string) => {
          made.helpUrl = url
          return response
        },
        build: () => ({ ...made }),
      }
      return response
    },
    newUserError: () => {
      let text = ''
      const error = {
        setText: (said: string) => {
          text = said
          return error
        },
        setDebugText: () => error,
        throwException: () => {
          const thrown = new Error(text)
          thrown.name = userErrorMark
          throw thrown
        },
      }
      return error
    },
  }
  return { createCommunityConnector: () => connector }
}
