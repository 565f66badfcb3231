import * as z from 'zod'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

export const address = z.string().refine(
  (text) => {
    const url = URL.parse(text)
    return (
      url !== null &&
      (url.protocol === 'https:' || localHost.test(url.hostname)) &&
      !/\/(?:loyalty\/v\d)?$/.test(text)
    )
  },
  { message: 'expected an https address without a version and without a slash at its end' },
)

export const timeZone = z.string().refine(
  (text) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  },
  { message: 'expected a time zone such as Europe/Copenhagen' },
)
